import { inLanguage } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { IconButton, Select, Switch } from '@lowcodecrm/web/ui';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { asArray, asObject, asText, change, Edits, type EntityDraft, type FieldDraft, type Json, labelOf, useDraft } from '../draft/index.ts';
import { ColorPicker } from '../parts/ColorPicker.tsx';
import { type FieldTypeInfo, useFieldTypes } from '../parts/fieldTypes.ts';
import { IconPicker } from '../parts/IconPicker.tsx';
import { Row, Section } from '../parts/Settings.tsx';
import { UsedIn } from '../parts/UsedIn.tsx';
import { useDesigner } from '../shell/designer.ts';
import { navigationOf, putInNavigation } from './actions.ts';
import styles from './Data.module.css';
import { LabelSettings } from './LabelSettings.tsx';
import { InspectorHead, NameRow, RemoveSection } from './Named.tsx';

/** Everything about an entity: what it is called and looks like, what its records are called by, told apart by and found by. */
export function EntityInspector({ entity }: { entity: EntityDraft }) {
  const { t, i18n } = useTranslation('data');
  const { store } = useDraft();
  const { path } = useDesigner();
  const navigate = useNavigate();
  const types = useFieldTypes().data?.value;
  const [newKey, setNewKey] = useState(false);
  const label = labelOf(store, entity.value, i18n.language, entity.name);
  const of = { kind: 'entity' as const, name: entity.name };
  const put = (values: Record<string, Json>) => change(store, t('changedEntity', { entity: label }), (edits) => Object.assign(Edits.within(edits.json(entity.file), 'x-crm'), values));
  const fields = (can: (type: FieldTypeInfo) => boolean) => entity.fields.filter((field) => types?.some((type) => type.type === field.type && can(type))).map(asOption);
  const asOption = (field: FieldDraft) => ({ value: field.name, label: labelOf(store, field.value, i18n.language, field.name), find: field.name });
  const keys = asArray(entity.crm.keys).map((key) => asArray(key).map(String));
  const groups = asArray(store.json('app.json')?.navigation).map((group, i) => ({ value: String(i), label: inLanguage(asObject(group)?.group as never, i18n.language) || t('groupNumber', { number: i + 1 }) }));
  const group = navigationOf(store, entity.name);
  return (
    <>
      <InspectorHead label={label} kind={t('entity')} />
      <LabelSettings thing={entity.value} name={label} plural within={(edits) => edits.json(entity.file)} />
      <Section title={t('looks')}>
        <IconPicker name="icon" label={t('icon')} value={asText(entity.crm.icon)} onValue={(icon) => put({ icon })} />
        <ColorPicker name="color" label={t('color')} value={asText(entity.crm.color)} onValue={(color) => put({ color })} />
        <Row label={t('navigation')}>
          {(control) => (
            <Select
              {...control}
              label={t('navigation')}
              value={group === null ? 'none' : String(group)}
              onValue={(next) => change(store, t('changedEntity', { entity: label }), (edits) => putInNavigation(edits, entity.name, next === null || next === 'none' ? null : Number(next)))}
              options={[...groups, { value: 'none', label: t('notShown') }]}
            />
          )}
        </Row>
      </Section>
      <Section title={t('records')}>
        <NameRow of={of} onRenamed={(name) => navigate(path(`data/${encodeURIComponent(name)}`), { replace: true })} />
        <Row label={t('display')} hint={t('displayHint')}>
          {(control) => <Select {...control} label={t('display')} value={asText(entity.crm.display) ?? null} onValue={(display) => display && put({ display })} options={fields((type) => type.canBeDisplay)} />}
        </Row>
        <Row label={t('searched')}>
          {(control) => <Select {...control} label={t('searched')} multiple value={asArray(entity.crm.search).map(String)} onValue={(search) => put({ search })} options={fields((type) => type.canBeSearched)} />}
        </Row>
        <Row label={t('history')}>{(control) => <Switch {...control} checked={entity.crm.history !== false} onChecked={(history) => put({ history })} />}</Row>
      </Section>
      <Section title={t('keys')} tools={<IconButton icon={Plus} size="small" label={t('addKey')} disabled={newKey} onClick={() => setNewKey(true)} />}>
        {keys.length === 0 && !newKey && <p>{t('noKeys')}</p>}
        <div className={styles.keys}>
          {[...keys, ...(newKey ? [[]] : [])].map((key, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a key is its place in the list
            <div key={i} className={styles.keyRow}>
              <Select
                multiple
                label={t('keyFields')}
                placeholder={t('keyFields')}
                value={key}
                onValue={(next) => {
                  setNewKey(false);
                  const all = i < keys.length ? keys.map((one, at) => (at === i ? next : one)) : [...keys, next];
                  put({ keys: all.filter((one) => one.length > 0) });
                }}
                options={fields((type) => type.canBeKey)}
              />
              <IconButton icon={X} size="small" label={t('removeKey')} onClick={() => (i < keys.length ? put({ keys: keys.filter((_, at) => at !== i) }) : setNewKey(false))} />
            </div>
          ))}
        </div>
      </Section>
      <UsedIn of={{ entity: entity.name }} />
      <RemoveSection of={of} label={label} text={t('removeEntity')} onRemoved={() => navigate(path('data'), { replace: true })} />
    </>
  );
}
