import { useTranslation } from '@lowcodecrm/web/i18n';
import { Select } from '@lowcodecrm/web/ui';
import { useState } from 'react';
import { asText, change, Edits, type EntityDraft, entitiesOf, type FieldDraft, labelOf, useDraft } from '../draft/index.ts';
import type { FieldTypeInfo } from '../parts/fieldTypes.ts';
import { Row } from '../parts/Settings.tsx';
import { AddFieldDialog } from './AddFieldDialog.tsx';
import { lookupsTo, propertyIn } from './actions.ts';
import { RetargetDialog, type Target } from './RetargetDialog.tsx';

/** Where a relation leads, and what deleting the record there does here. */
export function FieldTarget({ entity, field, type }: { entity: EntityDraft; field: FieldDraft; type: FieldTypeInfo }) {
  const { t, i18n } = useTranslation('data');
  const { store } = useDraft();
  const label = labelOf(store, field.value, i18n.language, field.name);
  const name = (one: EntityDraft) => labelOf(store, one.value, i18n.language, one.name);
  const put = (values: Record<string, string>) => change(store, t('changedField', { field: label }), (edits) => Object.assign(Edits.within(propertyIn(edits, entity.name, field.name), 'x-crm'), values));
  const [wanted, setWanted] = useState<Target | null>(null);
  const [beside, setBeside] = useState<Target | null>(null);
  const rows = `${field.target}|${asText(field.crm.via)}`;
  return (
    <>
      {type.options.includes('x-crm.target') && (
        <Row label={t('target')}>
          {(control) =>
            field.type === 'childList' ? (
              <Select
                {...control}
                label={t('target')}
                value={rows}
                onValue={(value) => value && value !== rows && setWanted({ target: value.split('|')[0]!, via: value.split('|')[1]! })}
                options={lookupsTo(store, entity.name).map(({ entity: child, field: via }) => ({
                  value: `${child.name}|${via.name}`,
                  label: `${name(child)} (${labelOf(store, via.value, i18n.language, via.name)})`,
                }))}
              />
            ) : (
              <Select
                {...control}
                label={t('target')}
                value={field.target ?? null}
                onValue={(value) => value && value !== field.target && setWanted({ target: value })}
                options={entitiesOf(store).map((one) => ({ value: one.name, label: name(one), find: one.name }))}
              />
            )
          }
        </Row>
      )}
      {type.options.includes('x-crm.onDelete') && (
        <Row label={t('onDelete')}>
          {(control) => (
            <Select
              {...control}
              label={t('onDelete')}
              value={asText(field.crm.onDelete) ?? (field.required ? 'restrict' : 'setEmpty')}
              onValue={(value) => value && put({ onDelete: value })}
              options={(field.required ? ['restrict', 'cascade'] : ['restrict', 'setEmpty', 'cascade']).map((value) => ({ value, label: t(`onDeletes.${value}`) }))}
            />
          )}
        </Row>
      )}
      {wanted && (
        <RetargetDialog
          entity={entity}
          field={field}
          wanted={wanted}
          onClose={() => setWanted(null)}
          onAddBeside={() => {
            setWanted(null);
            setBeside(wanted);
          }}
        />
      )}
      {beside && <AddFieldDialog entity={entity} given={{ type: field.type, ...beside }} onClose={() => setBeside(null)} onAdded={() => setBeside(null)} />}
    </>
  );
}
