import { inLanguage } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { composing, fold, Icon, SearchInput, SkeletonRows } from '@lowcodecrm/web/ui';
import { type KeyboardEvent, useState } from 'react';
import { type FieldTypeInfo, type FieldTypes, useFieldTypes } from '../parts/fieldTypes.ts';
import { typeIcon } from '../parts/typeIcons.ts';
import styles from './Data.module.css';

/** Types that are called or do what is typed, group after group as they stand there. */
function matching({ groups, value }: FieldTypes, typed: string): FieldTypeInfo[] {
  const found = value.filter((type) => fold(`${type.type} ${Object.values(type.label).join(' ')} ${Object.values(type.description).join(' ')}`).includes(fold(typed)));
  return groups.flatMap((group) => found.filter((type) => type.group === group.name));
}

/** Every type a field can have, in groups, found by what it is called or does. Enter takes the first that is found, one that is called so before others; arrows walk. */
export function TypeGallery({ onChoose }: { onChoose: (type: FieldTypeInfo) => void }) {
  const { t, i18n } = useTranslation('data');
  const types = useFieldTypes();
  const [typed, setTyped] = useState('');
  if (types.error) throw types.error;
  if (!types.data) return <SkeletonRows rows={6} />;
  const all = types.data;
  const found = matching(all, typed);
  const keys = (e: KeyboardEvent<HTMLElement>) => {
    if (composing(e)) return;
    const target = e.target as HTMLElement;
    if (e.key === 'Enter' && target instanceof HTMLInputElement) {
      // What is typed counts at once, not a moment later as for the list.
      const now = target.value.trim();
      const fitting = now ? matching(all, now) : [];
      const chosen = fitting.find((type) => Object.values(type.label).some((label) => fold(label) === fold(now))) ?? fitting[0];
      if (!chosen) return;
      e.preventDefault();
      onChoose(chosen);
      return;
    }
    const step = e.key === 'ArrowDown' || (e.key === 'ArrowRight' && target.dataset.type) ? 1 : e.key === 'ArrowUp' || (e.key === 'ArrowLeft' && target.dataset.type) ? -1 : 0;
    if (step === 0) return;
    e.preventDefault();
    const stops = [...e.currentTarget.querySelectorAll<HTMLElement>('input, [data-type]')];
    stops[stops.indexOf(target) + step]?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the search and the types within take the keys; they bubble here
    <div className={styles.gallery} onKeyDown={keys}>
      <SearchInput value={typed} onSearch={setTyped} label={t('findType')} autoFocus />
      {all.groups.map((group) => {
        const members = found.filter((type) => type.group === group.name);
        return (
          members.length > 0 && (
            <section key={group.name}>
              <h3>{inLanguage(group.label, i18n.language)}</h3>
              <div className={styles.types}>
                {members.map((type) => (
                  <button key={type.type} type="button" data-type={type.type} className={styles.type} title={inLanguage(type.description, i18n.language)} onClick={() => onChoose(type)}>
                    <Icon of={typeIcon(type.type)} />
                    <span className="one-line">{inLanguage(type.label, i18n.language)}</span>
                  </button>
                ))}
              </div>
            </section>
          )
        );
      })}
      {found.length === 0 && <p>{t('noType', { typed })}</p>}
    </div>
  );
}
