import { useTranslation } from '@lowcodecrm/web/i18n';
import { EmptyState } from '@lowcodecrm/web/ui';
import { Navigate, useParams } from 'react-router';
import { entitiesOf, entityOf, useDraft } from '../draft/index.ts';
import { useDesigner } from '../shell/designer.ts';
import { FormDesigner } from './FormDesigner.tsx';
import { formsOf } from './formFiles.ts';

/** The form that the address names; without one, the first entity's. */
export default function FormsPage() {
  const { t } = useTranslation('forms');
  const { store } = useDraft();
  const { path } = useDesigner();
  const { entity: entityName, form: formName } = useParams();
  if (!entityName) {
    const first = entitiesOf(store)[0];
    return first ? <Navigate replace to={path(`forms/${encodeURIComponent(first.name)}`)} /> : <EmptyState title={t('noEntities')} />;
  }
  const entity = entityOf(store, entityName);
  if (!entity) return <EmptyState title={t('noEntity', { name: entityName })} />;
  const forms = formsOf(store, entity.name);
  const form = forms.find((one) => one.name === formName);
  if (!form) return <Navigate replace to={path(`forms/${encodeURIComponent(entity.name)}/${encodeURIComponent(forms[0]!.name)}`)} />;
  return <FormDesigner key={form.file} entity={entity} form={form} forms={forms} />;
}
