import { inLanguage } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button, Dialog, Field, Select, TextArea } from '@lowcodecrm/web/ui';
import { useEffect, useState } from 'react';
import { asText, change, type EntityDraft, entitiesOf, type FieldDraft, labelOf, optionsOf, useDraft } from '../draft/index.ts';
import { type FieldTypeInfo, useFieldTypes } from '../parts/fieldTypes.ts';
import { typeIcon } from '../parts/typeIcons.ts';
import { lookupsTo } from './actions.ts';
import styles from './Data.module.css';
import { RetypeOutcome } from './RetypeOutcome.tsx';
import { optionsNamed, putRetyped, retyped } from './retype.ts';
import { useRetyping } from './useRetyping.ts';

type Props = { entity: EntityDraft; field: FieldDraft; onClose: () => void; onAddBeside: (type: string) => void };

/** Another type for a field that there is: first what that means for the values that records hold, then the change. */
export function RetypeDialog({ entity, field, onClose, onAddBeside }: Props) {
  const { t, i18n } = useTranslation('data');
  const { store } = useDraft();
  const types = useFieldTypes().data?.value ?? [];
  const [type, setType] = useState<FieldTypeInfo | null>(null);
  const [chosenTarget, setTarget] = useState<string | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const label = labelOf(store, field.value, i18n.language, field.name);
  const named = (one: { value: EntityDraft['value']; name: string }) => labelOf(store, one.value, i18n.language, one.name);
  const hasTarget = type?.options.includes('x-crm.target') ?? false;
  const hasOptions = (type?.options.includes('x-crm.options') ?? false) && optionsOf(field.value).length === 0;
  const lines = (typed ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const [target, via] = (chosenTarget ?? '').split('|');
  const from = types.find((one) => one.type === field.type);
  const propertyOf = (options: string[] | null) => retyped(field, from, { type: type!, target, via, options: options ? optionsNamed(options) : undefined });
  const ask = type !== null && (!hasTarget || Boolean(target));
  const tried = useRetyping(entity, field, () => (ask ? propertyOf(hasOptions ? lines : null) : null), [type?.type, target, via, hasOptions ? lines : null]);
  // The values that there are become the options, unless somebody writes others.
  const values = tried.data?.values;
  const few = values !== undefined && tried.data!.distinct <= values.length;
  useEffect(() => {
    if (hasOptions && typed === null && few && values) setTyped(values.map((one) => one.value).join('\n'));
  }, [hasOptions, typed, values, few]);

  const ready = type && tried.data && !tried.isFetching && (!hasTarget || target) && (!hasOptions || lines.length > 0);
  const submit = () => {
    if (!ready) return;
    change(store, t('retype.done', { field: label }), (edits) => putRetyped(edits, entity, field.name, propertyOf(hasOptions ? lines : null), type));
    onClose();
  };
  return (
    <Dialog title={t('retype.title', { field: label })} onClose={onClose} dirty={type !== null} submit={{ label: t('retype.change'), onSubmit: submit, disabled: !ready, danger: (tried.data?.lost ?? 0) > 0 }}>
      <div className={styles.form}>
        <Field label={t('retype.to')}>
          {(control) => (
            <Select
              {...control}
              label={t('retype.to')}
              placeholder={t('retype.choose', { type: inLanguage(from?.label, i18n.language) || field.type })}
              value={type?.type ?? null}
              onValue={(next) => {
                setType(types.find((one) => one.type === next) ?? null);
                setTarget(null);
              }}
              options={types.filter((one) => one.type !== field.type).map((one) => ({ value: one.type, label: inLanguage(one.label, i18n.language), find: `${one.type} ${Object.values(one.label).join(' ')}` }))}
            />
          )}
        </Field>
        {type && hasTarget && (
          <Field label={t('target')} required>
            {(control) => (
              <Select
                {...control}
                label={t('target')}
                value={chosenTarget}
                onValue={setTarget}
                options={
                  type.type === 'childList'
                    ? lookupsTo(store, entity.name).map(({ entity: child, field: lookup }) => ({ value: `${child.name}|${lookup.name}`, label: `${named(child)} (${named(lookup)})` }))
                    : entitiesOf(store).map((one) => ({ value: one.name, label: named(one), find: one.name }))
                }
              />
            )}
          </Field>
        )}
        {hasOptions && (
          <Field label={t('options')} required hint={t(few && values.length > 0 ? 'retype.fromValues' : 'optionsHint')}>
            {(control) => <TextArea {...control} rows={5} value={typed ?? ''} onValue={setTyped} />}
          </Field>
        )}
        {type && (!hasOptions || lines.length > 0) && (
          <RetypeOutcome
            retyping={tried.data}
            error={tried.error}
            waiting={tried.isLoading}
            to={inLanguage(type.label, i18n.language)}
            isDisplay={asText(entity.crm.display) === field.name && !type.canBeDisplay}
            onGone={onClose}
            beside={
              <Button icon={typeIcon(type.type)} onClick={() => onAddBeside(type.type)}>
                {t('retype.addBeside', { type: inLanguage(type.label, i18n.language) })}
              </Button>
            }
          />
        )}
      </div>
    </Dialog>
  );
}
