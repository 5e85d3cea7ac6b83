import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { speak } from '../api/http.ts';

export { byArea } from './areas.ts';
export * from './formats.ts';

export const languages = ['en', 'ja'] as const;
export type Language = (typeof languages)[number];
/** Each language in itself. */
export const languageNames: Record<Language, string> = { en: 'English', ja: '日本語' };

/** Texts by area: a file each, found by its name. */
export type Texts = Record<string, Record<string, unknown>>;
type Loader = (language: Language) => Promise<Texts>;

const key = 'lowcodecrm.language';
const loaders: Loader[] = [(language) => (language === 'ja' ? import('./ja.ts') : import('./en.ts')).then((m) => m.default)];
const loaded = new Set<Language>();

const supported = (language: string | null | undefined) => languages.find((one) => language?.toLowerCase().split('-')[0] === one);

/** What somebody chose here, or else the user's setting, the browser's languages, the app's own. */
export function detect(user?: string | null, app?: string | null): Language {
  let chosen: string | null = null;
  try {
    chosen = localStorage.getItem(key);
  } catch {
    // Without storage nothing was chosen.
  }
  return supported(chosen) ?? supported(user) ?? navigator.languages.map(supported).find(Boolean) ?? supported(app) ?? 'en';
}

async function load(language: Language) {
  if (loaded.has(language)) return;
  for (const texts of await Promise.all(loaders.map((loader) => loader(language)))) for (const [area, resource] of Object.entries(texts)) i18next.addResourceBundle(language, area, resource, true, true);
  loaded.add(language);
}

async function show(language: Language) {
  await load(language);
  speak(language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

/** For good, on this device. */
export async function chooseLanguage(language: Language) {
  try {
    localStorage.setItem(key, language);
  } catch {
    // Without storage it lasts as long as the page.
  }
  await show(language);
}

/** Once somebody is known, their setting counts, unless they chose otherwise here. */
export async function adoptLanguage(user?: string | null, app?: string | null) {
  const language = detect(user, app);
  if (language !== i18next.language) await show(language);
}

/** @param more Texts of another app that stands on this one. */
export async function startI18n(...more: Loader[]): Promise<i18n> {
  loaders.push(...more);
  const language = detect();
  await i18next.use(initReactI18next).init({ lng: language, fallbackLng: false, defaultNS: 'common', resources: {}, interpolation: { escapeValue: false }, react: { useSuspense: false } });
  await show(language);
  return i18next;
}

export { useTranslation } from 'react-i18next';
export { i18next };
