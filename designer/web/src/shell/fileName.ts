import { useTranslation } from '@lowcodecrm/web/i18n';
import { entityOf, labelOf, useDraft } from '../draft/index.ts';

/** What people call a file of the draft: by the thing that it is of. */
export function useFileName(): (path: string) => string {
  const { t, i18n } = useTranslation('design');
  const { store } = useDraft();
  const label = (entity: string) => {
    const known = entityOf(store, entity);
    return known ? labelOf(store, known.value, i18n.language, entity) : entity;
  };
  return (path) => {
    const [, kind, entity, name] = /^(entities|forms|views)\/([^./]+)(?:\.(.+))?\.json$/.exec(path) ?? [];
    if (kind === 'entities' && !name) return t('files.entity', { entity: label(entity!) });
    const own = name && labelOf(store, store.json(path) ?? {}, i18n.language, name);
    if (kind === 'forms' && own) return t('files.form', { entity: label(entity!), name: own });
    if (kind === 'views' && own) return t('files.view', { entity: label(entity!), name: own });
    const locale = /^locales\/(.+)\.json$/.exec(path)?.[1];
    if (locale) return t('files.labels', { language: new Intl.DisplayNames([i18n.language], { type: 'language' }).of(locale) ?? locale });
    const data = /^data\/([^./]+)\.\w+$/.exec(path)?.[1];
    if (data && entityOf(store, data)) return t('files.data', { entity: label(data) });
    const [, part, one] = /^(roles|pages)\/(.+)\.json$/.exec(path) ?? [];
    if (part) return t(part === 'roles' ? 'files.role' : 'files.page', { name: labelOf(store, store.json(path) ?? {}, i18n.language, one!) });
    const rules = /^rules\/(.+)\.rules$/.exec(path)?.[1];
    if (rules) return t('files.rules', { name: rules });
    return path === 'app.json' || path === 'theme.json' ? t(`areas.${path === 'app.json' ? 'app' : 'look'}`) : path;
  };
}
