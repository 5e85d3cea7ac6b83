import { inLanguage } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { composing, fold, Icon, SearchInput } from '@lowcodecrm/web/ui';
import { Check, GripVertical, Key, Search, Star } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { asArray, asObject, change, type EntityDraft, type FieldDraft, labelOf, localesOf, moved, reordered, useDraft, writtenLabel } from '../draft/index.ts';
import { useFieldTypes } from '../parts/fieldTypes.ts';
import { typeIcon } from '../parts/typeIcons.ts';
import { useReorder } from '../parts/useReorder.ts';
import styles from './FieldTable.module.css';

const searchFrom = 12;

/** Every field, in the order of the file; a row is chosen by press or arrows, and moved by its handle. */
export function FieldTable({ entity, chosen, onChoose }: { entity: EntityDraft; chosen: string | undefined; onChoose: (field: string) => void }) {
  const { t, i18n } = useTranslation('data');
  const { store } = useDraft();
  const [typed, setTyped] = useState('');
  const locales = localesOf(store).slice(0, 2);
  const fields = entity.fields.filter((field) => fold(`${field.name} ${locales.map((locale) => writtenLabel(store, field.value, locale) ?? '').join(' ')}`).includes(fold(typed)));
  const reorder = useReorder(
    entity.fields.length,
    (from, to) =>
      change(store, t('movedField', { field: entity.fields[from]!.name }), (edits) => {
        const file = edits.json(entity.file);
        const properties = asObject(file.properties)!;
        file.properties = reordered(properties, moved(Object.keys(properties), from, to));
      }),
    (position) => t('movedTo', { position, count: entity.fields.length }),
  );
  const walk = (e: KeyboardEvent<HTMLElement>) => {
    if (composing(e) || e.altKey || (e.key !== 'ArrowDown' && e.key !== 'ArrowUp')) return;
    const all = [...e.currentTarget.querySelectorAll<HTMLElement>('button[data-field]')];
    const at = all.indexOf((document.activeElement as HTMLElement).closest('tr')?.querySelector('button[data-field]') as HTMLElement);
    const next = all[at + (e.key === 'ArrowDown' ? 1 : -1)];
    if (!next) return;
    e.preventDefault();
    next.focus();
    onChoose(next.dataset.field!);
  };
  return (
    <div className={styles.scroll}>
      {entity.fields.length >= searchFrom && (
        <div className={styles.search}>
          <SearchInput value={typed} onSearch={setTyped} label={t('findField')} />
        </div>
      )}
      <table className={styles.table}>
        <thead>
          <tr>
            <th className={styles.narrow}>
              <span className="visually-hidden">{t('move')}</span>
            </th>
            <th>{t('label')}</th>
            {locales.length > 1 && <th className={styles.other}>{t(`languages.${locales.find((one) => one !== i18n.language) ?? locales[1]}`, { defaultValue: locales[1] })}</th>}
            <th className={styles.second}>{t('name')}</th>
            <th>{t('type')}</th>
            <th>{t('required')}</th>
            <th>{t('role')}</th>
          </tr>
        </thead>
        <tbody onKeyDown={walk}>
          {fields.map((field) => {
            const index = entity.fields.indexOf(field);
            return (
              <tr key={field.name} {...reorder.item(index)} aria-selected={field.name === chosen} onClick={() => onChoose(field.name)}>
                <td>
                  <button
                    type="button"
                    className={styles.handle}
                    {...reorder.handle(index)}
                    aria-label={t('moveField', { field: labelOf(store, field.value, i18n.language, field.name) })}
                    tabIndex={field.name === chosen ? 0 : -1}
                  >
                    <Icon of={GripVertical} size={14} />
                  </button>
                </td>
                <td>
                  <button type="button" data-field={field.name} className={styles.field} aria-pressed={field.name === chosen} tabIndex={field.name === (chosen ?? entity.fields[0]?.name) ? 0 : -1}>
                    <Icon of={typeIcon(field.type)} color="var(--text2)" />
                    <span className="one-line">{labelOf(store, field.value, i18n.language, field.name)}</span>
                  </button>
                </td>
                {locales.length > 1 && <td className={`${styles.quiet} ${styles.other}`}>{writtenLabel(store, field.value, locales.find((one) => one !== i18n.language) ?? locales[1]!)}</td>}
                <td className={`${styles.quiet} ${styles.second}`}>
                  <code>{field.name}</code>
                </td>
                <td className={styles.quiet}>
                  <TypeText field={field} />
                </td>
                <td>{field.required && <Icon of={Check} label={t('required')} size={14} />}</td>
                <td>
                  <Roles entity={entity} field={field} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function TypeText({ field }: { field: FieldDraft }) {
  const { i18n } = useTranslation('data');
  const { store } = useDraft();
  const types = useFieldTypes().data?.value;
  const type = inLanguage(types?.find((one) => one.type === field.type)?.label, i18n.language) || field.type;
  const target = field.target && store.json(`entities/${field.target}.json`);
  return (
    <>
      {type}
      {field.target && ` → ${target ? labelOf(store, target, i18n.language, field.target) : field.target}`}
    </>
  );
}

/** What a field is for the whole record: what it is called by, told apart by, found by. */
function Roles({ entity, field }: { entity: EntityDraft; field: FieldDraft }) {
  const { t } = useTranslation('data');
  const inKey = asArray(entity.crm.keys).some((key) => asArray(key).includes(field.name));
  return (
    <span className={styles.roles}>
      {entity.crm.display === field.name && <Icon of={Star} size={14} label={t('display')} />}
      {inKey && <Icon of={Key} size={14} label={t('key')} />}
      {asArray(entity.crm.search).includes(field.name) && <Icon of={Search} size={14} label={t('searched')} />}
    </span>
  );
}
