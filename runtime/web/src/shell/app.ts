import { createContext, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type EntityMeta, entityOf, inLanguage, type Label, type Meta } from '../api/meta.ts';

export const AppContext = createContext<{ name: string; meta: Meta } | null>(null);

/** The open app: its name, what it consists of, and its texts in the language shown. */
export function useApp() {
  const app = useContext(AppContext);
  const { i18n } = useTranslation();
  if (!app) throw new Error('useApp is for screens inside an app.');
  const language = i18n.language;
  return useMemo(
    () => ({
      ...app,
      language,
      entity: (name: string): EntityMeta | undefined => entityOf(app.meta, name),
      text: (label: Label | string | undefined) => inLanguage(label, language, app.meta),
      user: app.meta.user,
      timeZone: app.meta.user.timeZone ?? app.meta.timeZone,
    }),
    [app, language],
  );
}
