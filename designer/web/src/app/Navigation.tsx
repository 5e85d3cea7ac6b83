import { useTranslation } from '@lowcodecrm/web/i18n';
import { EntityIcon, Icon, IconButton, Select } from '@lowcodecrm/web/ui';
import { GripVertical, Plus, X } from 'lucide-react';
import { asArray, asObject, asText, change, entitiesOf, entityOf, type Json, type JsonObject, labelOf, localesOf, moved, useDraft } from '../draft/index.ts';
import { Section, TextSetting } from '../parts/Settings.tsx';
import { useReorder } from '../parts/useReorder.ts';
import styles from './App.module.css';
import { inLocale, withLocale } from './labels.ts';

/** The menu: groups with a heading, and the entities in each, in order. */
export function Navigation({ groups }: { groups: Json[] }) {
  const { t } = useTranslation('app');
  const { store } = useDraft();
  const put = (next: Json[]) => change(store, t('changedMenu'), (edits) => Object.assign(edits.json('app.json'), { navigation: next }));
  const replace = (index: number, group: JsonObject) => put(groups.map((one, i) => (i === index ? group : one)));
  const reorder = useReorder(
    groups.length,
    (from, to) => put(moved(groups, from, to)),
    (position) => t('data:movedTo', { position, count: groups.length }),
  );
  return (
    <Section title={t('menu')} tools={<IconButton icon={Plus} size="small" label={t('addGroup')} onClick={() => put([...groups, { group: {}, items: [] }])} />}>
      {groups.map((value, i) => {
        const group = asObject(value) ?? { items: [] };
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: groups have nothing else to be told by
          <div key={i} className={styles.group} role="group" aria-label={t('group', { number: i + 1 })} {...reorder.item(i)}>
            <button type="button" className={styles.handle} {...reorder.handle(i)} aria-label={t('moveGroup', { number: i + 1 })}>
              <Icon of={GripVertical} size={14} />
            </button>
            <div className={styles.inside}>
              {localesOf(store).map((locale) => (
                <TextSetting
                  key={locale}
                  label={t(`data:languages.${locale}`, { defaultValue: locale })}
                  lang={locale}
                  value={inLocale(group.group, locale)}
                  onValue={(text) => replace(i, { ...group, group: withLocale(group.group, locale, text, localesOf(store)) })}
                />
              ))}
              <Items group={group} groups={groups} onItems={(items) => replace(i, { ...group, items })} />
            </div>
            <IconButton icon={X} size="small" label={t('removeGroup', { number: i + 1 })} onClick={() => put(groups.filter((_, at) => at !== i))} />
          </div>
        );
      })}
    </Section>
  );
}

function Items({ group, groups, onItems }: { group: JsonObject; groups: Json[]; onItems: (items: string[]) => void }) {
  const { t, i18n } = useTranslation('app');
  const { store } = useDraft();
  const items = asArray(group.items).flatMap((item) => asText(item) ?? []);
  const shown = new Set(groups.flatMap((one) => asArray(asObject(one)?.items)));
  const others = entitiesOf(store).filter((entity) => !shown.has(entity.name));
  const reorder = useReorder(
    items.length,
    (from, to) => onItems(moved(items, from, to)),
    (position) => t('data:movedTo', { position, count: items.length }),
  );
  const name = (item: string) => {
    const entity = entityOf(store, item);
    return entity ? labelOf(store, entity.value, i18n.language, item) : item;
  };
  return (
    <>
      <ul>
        {items.map((item, i) => {
          const crm = entityOf(store, item)?.crm;
          return (
            <li key={item} className={styles.item} {...reorder.item(i)}>
              <button type="button" className={styles.handle} {...reorder.handle(i)} aria-label={t('data:moveField', { field: name(item) })}>
                <Icon of={GripVertical} size={14} />
              </button>
              <EntityIcon entity={{ icon: asText(crm?.icon), color: asText(crm?.color) }} />
              <span className="one-line">{name(item)}</span>
              <IconButton icon={X} size="small" label={t('takeOff', { entity: name(item) })} onClick={() => onItems(items.filter((one) => one !== item))} />
            </li>
          );
        })}
      </ul>
      {others.length > 0 && (
        <Select
          label={t('addEntity')}
          placeholder={t('addEntity')}
          value={null}
          onValue={(entity) => entity && onItems([...items, entity])}
          options={others.map((entity) => ({ value: entity.name, label: name(entity.name), find: entity.name }))}
        />
      )}
    </>
  );
}
