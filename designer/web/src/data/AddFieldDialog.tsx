import { inLanguage } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button, Checkbox, Dialog, Field, Icon, Input, Select, TextArea } from '@lowcodecrm/web/ui';
import { useState } from 'react';
import { asObject, change, type Edits, type EntityDraft, entitiesOf, freeName, isName, type JsonObject, labelOf, nameFrom, useDraft } from '../draft/index.ts';
import { type FieldTypeInfo, useFieldTypes } from '../parts/fieldTypes.ts';
import { typeIcon } from '../parts/typeIcons.ts';
import { addField, lookupsTo } from './actions.ts';
import styles from './Data.module.css';
import { LabelFields, nameSource } from './LabelFields.tsx';
import { TypeGallery } from './TypeGallery.tsx';

type Props = {
  entity: EntityDraft;
  given?: { type: string; target?: string };
  onClose: () => void;
  onAdded: (name: string) => void;
  /** What else belongs to the same step. */
  also?: (edits: Edits, name: string) => void;
};

/** First what kind of value, then what it is called; what the kind cannot do without is asked here, the rest stands in the inspector. */
export function AddFieldDialog({ entity, given, onClose, onAdded, also }: Props) {
  const { t } = useTranslation('data');
  const types = useFieldTypes().data?.value;
  const [chosen, setChosen] = useState<FieldTypeInfo | null>(null);
  const type = chosen ?? (given ? types?.find((one) => one.type === given.type) : undefined);
  if (!type)
    return (
      <Dialog title={t('addField')} size="large" onClose={onClose}>
        <TypeGallery onChoose={setChosen} />
      </Dialog>
    );
  return <NameIt entity={entity} type={type} target={given?.target} onBack={given ? undefined : () => setChosen(null)} onClose={onClose} onAdded={onAdded} also={also} />;
}

function NameIt({ entity, type, target: givenTarget, onBack, onClose, onAdded, also }: Omit<Props, 'given'> & { type: FieldTypeInfo; target?: string; onBack?: () => void }) {
  const { t, i18n } = useTranslation('data');
  const { store } = useDraft();
  const entities = entitiesOf(store);
  const named = (one: EntityDraft) => labelOf(store, one.value, i18n.language, one.name);
  const pointed = givenTarget ? entities.find((one) => one.name === givenTarget) : undefined;
  const [labels, setLabels] = useState<Record<string, string>>(() => (pointed ? Object.fromEntries(Object.keys({ ja: 0, en: 0 }).map((locale) => [locale, labelOf(store, pointed.value, locale, pointed.name)])) : {}));
  const [typed, setTyped] = useState<string | null>(
    pointed
      ? freeName(
          pointed.name,
          entity.fields.map((field) => field.name),
          'field',
        )
      : null,
  );
  const [target, setTarget] = useState<string | null>(givenTarget ?? null);
  const [options, setOptions] = useState('');
  const [required, setRequired] = useState(false);
  const [onForms, setOnForms] = useState(true);
  const [tried, setTried] = useState(false);
  const taken = entity.fields.map((field) => field.name);
  const source = nameSource(labels);
  const name = typed ?? (source ? freeName(nameFrom(source, type.type.toLowerCase()), taken, 'field') : '');
  const wrongName = !name ? null : !isName(name) ? t('problems.name') : freeName(name, taken, 'field') !== name ? t('problems.taken') : null;
  const children = type.type === 'childList' ? lookupsTo(store, entity.name) : [];
  const hasTarget = type.options.includes('x-crm.target');
  const hasOptions = type.options.includes('x-crm.options');
  const lines = options
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const canRequire = type.schema.type !== 'array' && !['autoNumber', 'childList', 'manyToMany'].includes(type.type);

  const submit = () => {
    setTried(true);
    if (!source || wrongName || (hasTarget && !target) || (hasOptions && lines.length === 0)) return;
    const schema = structuredClone(type.schema);
    if (target) {
      const crm = asObject(schema['x-crm']) as JsonObject;
      const [to, via] = target.split('|');
      crm.target = to!;
      if (via) crm.via = via;
      if (type.type === 'lookup' && required) crm.onDelete = 'restrict';
    }
    change(store, t('addedField', { field: source }), (edits) => {
      addField(edits, store, entity, { name, labels, schema, required, options: hasOptions ? lines : undefined, onForms });
      also?.(edits, name);
    });
    onAdded(name);
  };
  return (
    <Dialog
      title={
        <span className={styles.inline}>
          <Icon of={typeIcon(type.type)} />
          {t('addFieldOf', { type: inLanguage(type.label, i18n.language) })}
        </span>
      }
      onClose={onClose}
      dirty={source !== ''}
      submit={{ label: t('add'), onSubmit: submit, disabled: type.type === 'childList' && children.length === 0 }}
      actions={
        onBack && (
          <Button kind="text" onClick={onBack}>
            {t('otherType')}
          </Button>
        )
      }
    >
      <div className={styles.form}>
        <LabelFields labels={labels} onLabels={setLabels} errors={tried && !source ? t('problems.label') : undefined} />
        <Field label={t('name')} hint={t('nameHint')} error={wrongName}>
          {(control) => <Input {...control} value={name} spellCheck={false} onValue={setTyped} />}
        </Field>
        {hasTarget && (
          <Field label={t('target')} required error={tried && !target ? t('problems.target') : undefined} hint={type.type === 'childList' && children.length === 0 ? t('noChildren') : undefined}>
            {(control) => (
              <Select
                {...control}
                label={t('target')}
                value={target}
                onValue={setTarget}
                options={
                  type.type === 'childList'
                    ? children.map(({ entity: child, field }) => ({ value: `${child.name}|${field.name}`, label: `${named(child)} (${labelOf(store, field.value, i18n.language, field.name)})` }))
                    : entities.map((one) => ({ value: one.name, label: named(one), find: one.name }))
                }
              />
            )}
          </Field>
        )}
        {hasOptions && (
          <Field label={t('options')} required hint={t('optionsHint')} error={tried && lines.length === 0 ? t('problems.options') : undefined}>
            {(control) => <TextArea {...control} rows={5} value={options} onValue={setOptions} />}
          </Field>
        )}
        {canRequire && (
          <Checkbox checked={required} onChecked={setRequired}>
            {t('required')}
          </Checkbox>
        )}
        <Checkbox checked={onForms} onChecked={setOnForms}>
          {t('onForms')}
        </Checkbox>
      </div>
    </Dialog>
  );
}
