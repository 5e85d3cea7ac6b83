import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button, EntityIcon, fold, Icon, SearchInput } from '@lowcodecrm/web/ui';
import { Plus, Share2 } from 'lucide-react';
import { useState } from 'react';
import { NavLink } from 'react-router';
import { asText, entitiesOf, labelOf, useDraft } from '../draft/index.ts';
import { useDesigner } from '../shell/designer.ts';
import styles from './Data.module.css';

const searchFrom = 8;

/** The entities, with how many fields each has. */
export function EntityList({ onAdd }: { onAdd: () => void }) {
  const { t, i18n } = useTranslation('data');
  const { store } = useDraft();
  const { path } = useDesigner();
  const [typed, setTyped] = useState('');
  const entities = entitiesOf(store).map((entity) => ({ ...entity, label: labelOf(store, entity.value, i18n.language, entity.name) }));
  const shown = entities.filter((entity) => fold(`${entity.label} ${entity.name}`).includes(fold(typed)));
  const look = ({ isActive }: { isActive: boolean }) => (isActive ? `${styles.entity} ${styles.active}` : styles.entity!);
  return (
    <nav className={styles.list} aria-label={t('entities')}>
      <NavLink to={path('data')} end className={look}>
        <Icon of={Share2} />
        <span className="one-line">{t('relations')}</span>
      </NavLink>
      <h2>{t('entities')}</h2>
      {entities.length >= searchFrom && <SearchInput value={typed} onSearch={setTyped} label={t('findEntity')} />}
      <ul>
        {shown.map((entity) => (
          <li key={entity.name}>
            <NavLink to={path(`data/${encodeURIComponent(entity.name)}`)} className={look}>
              <EntityIcon entity={{ icon: asText(entity.crm.icon), color: asText(entity.crm.color) }} />
              <span className="one-line">{entity.label}</span>
              <span className={styles.count} title={t('fieldCount', { count: entity.fields.length })}>
                {entity.fields.length}
              </span>
            </NavLink>
          </li>
        ))}
      </ul>
      <Button kind="text" icon={Plus} onClick={onAdd} className={styles.add}>
        {t('addEntity')}
      </Button>
    </nav>
  );
}
