import type { Label } from '@lowcodecrm/web/api';
import { type DraftStore, localesOf } from '../draft/index.ts';
import en from '../i18n/en/forms.json';
import ja from '../i18n/ja/forms.json';

type Word = keyof typeof en.words;

/** A word that is written into the app, in each of its languages: who builds in one language does not leave the other empty. */
export const inBoth = (store: DraftStore, word: Word, args: (locale: string) => Record<string, string | number> = () => ({})): Label =>
  Object.fromEntries(
    localesOf(store).map((locale) => {
      const text = (locale.startsWith('ja') ? ja : en).words[word];
      const given = args(locale);
      return [locale, text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(given[name] ?? ''))];
    }),
  );
