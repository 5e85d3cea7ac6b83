import { useTranslation } from '@lowcodecrm/web/i18n';
import { EmptyState } from '@lowcodecrm/web/ui';
import { Navigate, useParams } from 'react-router';
import { entitiesOf, entityOf, useDraft } from '../draft/index.ts';
import { useDesigner } from '../shell/designer.ts';
import { ViewDesigner } from './ViewDesigner.tsx';
import { viewsOf } from './viewFiles.ts';

/** The view that the address names; without one, the first entity's first. */
export default function ViewsPage() {
  const { t } = useTranslation('forms');
  const { store } = useDraft();
  const { path } = useDesigner();
  const { entity: entityName, view: viewName } = useParams();
  if (!entityName) {
    const first = entitiesOf(store)[0];
    return first ? <Navigate replace to={path(`views/${encodeURIComponent(first.name)}`)} /> : <EmptyState title={t('noEntities')} />;
  }
  const entity = entityOf(store, entityName);
  if (!entity) return <EmptyState title={t('noEntity', { name: entityName })} />;
  const views = viewsOf(store, entity.name);
  const view = views.find((one) => one.name === viewName) ?? views[0];
  return <ViewDesigner entity={entity} views={views} view={view} />;
}
