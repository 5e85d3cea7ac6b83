import { inLanguage } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { fold, Icon, SearchInput, SkeletonRows } from '@lowcodecrm/web/ui';
import { useState } from 'react';
import { type FieldTypeInfo, useFieldTypes } from '../parts/fieldTypes.ts';
import { typeIcon } from '../parts/typeIcons.ts';
import styles from './Data.module.css';

/** Every type a field can have, in groups, found by what it is called or does. */
export function TypeGallery({ onChoose }: { onChoose: (type: FieldTypeInfo) => void }) {
  const { t, i18n } = useTranslation('data');
  const types = useFieldTypes();
  const [typed, setTyped] = useState('');
  if (types.error) throw types.error;
  if (!types.data) return <SkeletonRows rows={6} />;
  const found = types.data.value.filter((type) => fold(`${type.type} ${Object.values(type.label).join(' ')} ${Object.values(type.description).join(' ')}`).includes(fold(typed)));
  return (
    <div className={styles.gallery}>
      <SearchInput value={typed} onSearch={setTyped} label={t('findType')} autoFocus />
      {types.data.groups.map((group) => {
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
