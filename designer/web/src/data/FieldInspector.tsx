import { inLanguage } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { IconButton, Switch } from '@lowcodecrm/web/ui';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { asArray, change, Edits, type EntityDraft, type FieldDraft, labelOf, putRequired, useDraft } from '../draft/index.ts';
import { useFieldTypes } from '../parts/fieldTypes.ts';
import { Row, Section } from '../parts/Settings.tsx';
import { UsedIn } from '../parts/UsedIn.tsx';
import { AddFieldDialog } from './AddFieldDialog.tsx';
import styles from './Data.module.css';
import { FieldLimits } from './FieldLimits.tsx';
import { FieldOptions } from './FieldOptions.tsx';
import { FieldTarget } from './FieldTarget.tsx';
import { LabelSettings } from './LabelSettings.tsx';
import { InspectorHead, NameRow, RemoveSection } from './Named.tsx';
import { RetypeDialog } from './RetypeDialog.tsx';
import { useRelabel } from './useRelabel.ts';

/** Everything about a field: what it is called, what it takes, what it is for, where it is used. */
export function FieldInspector({ entity, field }: { entity: EntityDraft; field: FieldDraft }) {
  const { t, i18n } = useTranslation('data');
  const { store } = useDraft();
  const [, setSearch] = useSearchParams();
  const [retyping, setRetyping] = useState(false);
  const [adding, setAdding] = useState<string | null>(null);
  const onLabel = useRelabel(entity, field, (name) => setSearch({ field: name }, { replace: true }));
  const type = useFieldTypes().data?.value.find((one) => one.type === field.type);
  const label = labelOf(store, field.value, i18n.language, field.name);
  const of = { kind: 'field' as const, entity: entity.name, name: field.name };
  const canRequire = field.value.type !== 'array' && !['autoNumber', 'childList', 'manyToMany'].includes(field.type);
  const keys = asArray(entity.crm.keys);
  const alone = keys.findIndex((key) => asArray(key).length === 1 && asArray(key)[0] === field.name);
  const searched = asArray(entity.crm.search);
  const entityCrm = (what: string, work: (crm: EntityDraft['crm']) => void) => change(store, what, (edits) => work(Edits.within(edits.json(entity.file), 'x-crm')));
  return (
    <>
      <InspectorHead label={label} kind={inLanguage(type?.label, i18n.language)} />
      <LabelSettings thing={field.value} onLabel={onLabel} />
      <Section title={t('value')}>
        <NameRow of={of} onRenamed={(name) => setSearch({ field: name }, { replace: true })} />
        <Row label={t('type')}>
          {(control) => (
            <span className={styles.inline}>
              <span id={control.id} className={styles.typeName}>
                {inLanguage(type?.label, i18n.language)}
              </span>
              <IconButton icon={Pencil} size="small" label={t('retype.open')} onClick={() => setRetyping(true)} />
            </span>
          )}
        </Row>
        {canRequire && (
          <Row label={t('required')}>
            {(control) => <Switch {...control} checked={field.required} onChecked={(on) => change(store, t('changedField', { field: label }), (edits) => putRequired(edits.json(entity.file), field.name, on))} />}
          </Row>
        )}
        {type && <FieldTarget entity={entity} field={field} type={type} />}
        {type && <FieldLimits entity={entity} field={field} type={type} />}
      </Section>
      {type?.options.includes('x-crm.options') && <FieldOptions entity={entity} field={field} />}
      <Section title={t('role')}>
        {type?.canBeDisplay && (
          <Row label={t('display')} hint={t('displayHint')}>
            {(control) => (
              <Switch
                {...control}
                checked={entity.crm.display === field.name}
                disabled={entity.crm.display === field.name}
                onChecked={() =>
                  entityCrm(t('changedField', { field: label }), (crm) => {
                    crm.display = field.name;
                  })
                }
              />
            )}
          </Row>
        )}
        {type?.canBeKey && (
          <Row label={t('unique')}>
            {(control) => (
              <Switch
                {...control}
                checked={alone >= 0}
                onChecked={(on) =>
                  entityCrm(t('changedField', { field: label }), (crm) => {
                    crm.keys = on ? [...keys, [field.name]] : keys.filter((_, i) => i !== alone);
                  })
                }
              />
            )}
          </Row>
        )}
        {type?.canBeSearched && (
          <Row label={t('searched')}>
            {(control) => (
              <Switch
                {...control}
                checked={searched.includes(field.name)}
                onChecked={(on) =>
                  entityCrm(t('changedField', { field: label }), (crm) => {
                    crm.search = on ? [...searched, field.name] : searched.filter((one) => one !== field.name);
                  })
                }
              />
            )}
          </Row>
        )}
      </Section>
      <UsedIn of={{ entity: entity.name, field: field.name }} />
      {retyping && (
        <RetypeDialog
          entity={entity}
          field={field}
          onClose={() => setRetyping(false)}
          onAddBeside={(beside) => {
            setRetyping(false);
            setAdding(beside);
          }}
        />
      )}
      {adding && <AddFieldDialog entity={entity} given={{ type: adding }} onClose={() => setAdding(null)} onAdded={(name) => setSearch({ field: name }, { replace: true })} />}
      <RemoveSection of={of} label={label} text={t('removeField')} onRemoved={() => setSearch({}, { replace: true })} />
    </>
  );
}
