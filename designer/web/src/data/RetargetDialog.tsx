import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button, Dialog } from '@lowcodecrm/web/ui';
import { asText, change, Edits, type EntityDraft, entityOf, type FieldDraft, labelOf, useDraft } from '../draft/index.ts';
import { typeIcon } from '../parts/typeIcons.ts';
import { propertyIn } from './actions.ts';
import styles from './Data.module.css';
import { RetypeOutcome } from './RetypeOutcome.tsx';
import { retargeted } from './retype.ts';
import { useRetyping } from './useRetyping.ts';

/** Where a relation is to lead; rows of a child list are found by the lookup `via`. */
export type Target = { target: string; via?: string };
type Props = { entity: EntityDraft; field: FieldDraft; wanted: Target; onClose: () => void; onAddBeside: () => void };

/** Another entity for a relation to lead to: first what that means for the records that it leads to now, then the change. */
export function RetargetDialog({ entity, field, wanted, onClose, onAddBeside }: Props) {
  const { t, i18n } = useTranslation('data');
  const { store } = useDraft();
  const label = labelOf(store, field.value, i18n.language, field.name);
  const words = field.type === 'childList' ? 'relist' : field.type === 'manyToMany' ? 'relink' : 'retarget';
  /** Rows are told apart by their lookup too: two of one entity may lead here. */
  const named = ({ target, via }: Target) => {
    const known = entityOf(store, target);
    const name = labelOf(store, known?.value ?? {}, i18n.language, target);
    const lookup = via && known?.fields.find((one) => one.name === via);
    return lookup ? t('rowsBy', { entity: name, field: labelOf(store, lookup.value, i18n.language, via) }) : name;
  };
  const from = named({ target: asText(field.crm.target) ?? '', via: asText(field.crm.via) });
  const to = named(wanted);
  const tried = useRetyping(entity, field, () => retargeted(field, wanted.target, wanted.via), wanted);
  const lost = tried.data?.lost ?? 0;
  const submit = () => {
    change(store, t('changedField', { field: label }), (edits) => Object.assign(Edits.within(propertyIn(edits, entity.name, field.name), 'x-crm'), wanted));
    onClose();
  };
  return (
    <Dialog title={t(`${words}.title`, { field: label })} onClose={onClose} submit={{ label: t(`${words}.change`), onSubmit: submit, disabled: !tried.data || tried.isFetching, danger: lost > 0 }}>
      <div className={styles.form}>
        <p>{t(`${words}.text`, { from, to })}</p>
        <RetypeOutcome
          retyping={tried.data}
          error={tried.error}
          waiting={tried.isLoading}
          from={from}
          to={to}
          words={words}
          isDisplay={false}
          onGone={onClose}
          beside={
            <Button icon={typeIcon(field.type)} onClick={onAddBeside}>
              {t('retype.addBeside', { type: to })}
            </Button>
          }
        />
      </div>
    </Dialog>
  );
}
