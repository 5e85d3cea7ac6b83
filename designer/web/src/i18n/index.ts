import { byArea, type Language, type Texts } from '@lowcodecrm/web/i18n';

/** The designer's own areas, beside those of the app. */
export const texts = (language: Language): Promise<Texts> => (language === 'ja' ? import('./ja.ts') : import('./en.ts')).then((m) => byArea(m.default));
