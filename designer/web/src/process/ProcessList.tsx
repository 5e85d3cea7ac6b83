import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button, EntityIcon } from '@lowcodecrm/web/ui';
import { Plus } from 'lucide-react';
import { Link } from 'react-router';
import { asText, entityOf, labelOf, useDraft } from '../draft/index.ts';
import { useDesigner } from '../shell/designer.ts';
import styles from './Process.module.css';
import { type Listed, useProcessLabel } from './useProcess.ts';

/** The processes of the app, each with the entity whose records go through it. */
export function ProcessList({ processes, current, onAdd }: { processes: Listed[]; current: string | undefined; onAdd: () => void }) {
  const { t, i18n } = useTranslation('process');
  const { store } = useDraft();
  const { path } = useDesigner();
  const processLabel = useProcessLabel();
  return (
    <nav className={styles.list} aria-label={t('title')}>
      <ul>
        {processes.map(({ process }) => {
          const entity = entityOf(store, process.entity.text);
          return (
            <li key={process.name.text}>
              <Link to={path(`process/${encodeURIComponent(process.name.text)}`)} className={styles.process} aria-current={process.name.text === current ? 'page' : undefined}>
                {entity && <EntityIcon entity={{ icon: asText(entity.crm.icon), color: asText(entity.crm.color) }} />}
                <span className={styles.names}>
                  <span className="one-line">{processLabel(process)}</span>
                  <small className="one-line">{entity ? labelOf(store, entity.value, i18n.language, entity.name) : process.entity.text}</small>
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
      <Button kind="text" icon={Plus} onClick={onAdd} className={styles.add}>
        {t('addProcess')}
      </Button>
    </nav>
  );
}
