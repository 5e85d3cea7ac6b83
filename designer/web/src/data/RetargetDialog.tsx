import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button, Dialog } from '@lowcodecrm/web/ui';
import { asText, change, Edits, type EntityDraft, entityOf, type FieldDraft, labelOf, useDraft } from '../draft/index.ts';
import { typeIcon } from '../parts/typeIcons.ts';
import { propertyIn } from './actions.ts';
import styles from './Data.module.css';
import { RetypeOutcome } from './RetypeOutcome.tsx';
import { retargeted } from './retype.ts';
import { useRetyping } from './useRetyping.ts';

type Props = { entity: EntityDraft; field: FieldDraft; target: string; onClose: () => void; onAddBeside: () => void };

/** Another entity for a lookup to lead to: first what that means for the records that it leads to now, then the change. */
export function RetargetDialog({ entity, field, target, onClose, onAddBeside }: Props) {
  const { t, i18n } = useTranslation('data');
  const { store } = useDraft();
  const label = labelOf(store, field.value, i18n.language, field.name);
  const named = (name: string) => labelOf(store, entityOf(store, name)?.value ?? {}, i18n.language, name);
  const tried = useRetyping(entity, field, () => retargeted(field, target), target);
  const lost = tried.data?.lost ?? 0;
  const submit = () => {
    change(store, t('changedField', { field: label }), (edits) => Object.assign(Edits.within(propertyIn(edits, entity.name, field.name), 'x-crm'), { target }));
    onClose();
  };
  return (
    <Dialog title={t('retarget.title', { field: label })} onClose={onClose} submit={{ label: t('retarget.change'), onSubmit: submit, disabled: !tried.data || tried.isFetching, danger: lost > 0 }}>
      <div className={styles.form}>
        <p>{t('retarget.text', { from: named(asText(field.crm.target) ?? ''), to: named(target) })}</p>
        <RetypeOutcome
          retyping={tried.data}
          error={tried.error}
          waiting={tried.isLoading}
          to={named(target)}
          words="retarget"
          isDisplay={false}
          onGone={onClose}
          beside={
            <Button icon={typeIcon(field.type)} onClick={onAddBeside}>
              {t('retype.addBeside', { type: named(target) })}
            </Button>
          }
        />
      </div>
    </Dialog>
  );
}
