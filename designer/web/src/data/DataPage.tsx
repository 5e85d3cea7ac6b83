import { useTranslation } from '@lowcodecrm/web/i18n';
import { EmptyState, EntityIcon, Skeleton } from '@lowcodecrm/web/ui';
import { lazy, Suspense, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { asText, entityOf, labelOf, useDraft } from '../draft/index.ts';
import { InBar } from '../shell/InBar.tsx';
import { AddEntityDialog } from './AddEntityDialog.tsx';
import styles from './Data.module.css';
import { EntityInspector } from './EntityInspector.tsx';
import { EntityList } from './EntityList.tsx';
import { EntityPage } from './EntityPage.tsx';
import { FieldInspector } from './FieldInspector.tsx';

const Relations = lazy(() => import('./relations/Relations.tsx'));

/** What an app keeps: its entities at the left, one of them or how they hang together in the middle, what is chosen at the right. */
export default function DataPage() {
  const { t, i18n } = useTranslation('data');
  const { entity: name } = useParams();
  const [search] = useSearchParams();
  const { store } = useDraft();
  const [adding, setAdding] = useState(search.has('new'));
  const entity = name ? entityOf(store, name) : null;
  const field = entity?.fields.find((one) => one.name === search.get('field'));
  return (
    <div className={styles.page} data-alone={entity ? undefined : true}>
      <EntityList onAdd={() => setAdding(true)} />
      {entity ? (
        <>
          <InBar>
            <EntityIcon entity={{ icon: asText(entity.crm.icon), color: asText(entity.crm.color) }} />
            {labelOf(store, entity.value, i18n.language, entity.name)}
          </InBar>
          <EntityPage key={entity.name} entity={entity} field={field} />
          <aside className={styles.inspector} aria-label={t('inspector')}>
            {field ? <FieldInspector key={`${entity.name}.${field.id ?? field.name}`} entity={entity} field={field} /> : <EntityInspector key={entity.name} entity={entity} />}
          </aside>
        </>
      ) : name ? (
        <EmptyState title={t('noEntity', { name })} />
      ) : (
        <Suspense fallback={<Skeleton height={400} />}>
          <Relations onAdd={() => setAdding(true)} />
        </Suspense>
      )}
      {adding && <AddEntityDialog onClose={() => setAdding(false)} />}
    </div>
  );
}
