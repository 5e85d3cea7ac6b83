import type { Edits } from './edits.ts';
import { asObject, asText, type JsonObject } from './json.ts';
import type { DraftStore } from './store.ts';

export type LabelPart = 'label' | 'reading' | 'plural' | 'description';

/** The locales that an app is written in, its own first. */
export function localesOf(store: DraftStore): string[] {
  const app = store.json('app.json');
  const listed = Array.isArray(app?.locales) ? app.locales.filter((one) => typeof one === 'string') : [];
  const own = asText(app?.defaultLocale) ?? listed[0] ?? 'en';
  return [own, ...listed.filter((one) => one !== own)];
}

export const localeFile = (locale: string) => `locales/${locale}.json`;
const inObject = (value: unknown, locale: string): string | undefined => (typeof value === 'string' ? value : asText(asObject(value as never)?.[locale]));

/** Where a thing itself says it: `title` for the label, else under x-crm. */
const own = (thing: JsonObject, part: LabelPart) =>
  part === 'label' ? (asObject(thing['x-crm'])?.label ?? thing.label ?? thing.title) : part === 'description' ? thing.description : (asObject(thing['x-crm'])?.[part] ?? thing[part]);
const idOf = (thing: JsonObject) => asText(asObject(thing['x-crm'])?.id) ?? asText(thing.id);

/** The language that a plain text is written in: apps made from Japanese sheets have Japanese titles, others English ones. */
export const plainLocale = (text: string) => (/[\u3040-\u30ff\u3400-\u9fff]/.test(text) ? 'ja' : 'en');

/** What a thing (an entity, a field, an option) is called in a locale as written, without falling back. */
export function writtenLabel(store: DraftStore, thing: JsonObject, locale: string, part: LabelPart = 'label'): string | undefined {
  const id = idOf(thing);
  const entry = id ? store.json(localeFile(locale))?.[id] : undefined;
  const translated = typeof entry === 'string' ? (part === 'label' ? entry : undefined) : asText(asObject(entry)?.[part]);
  if (translated !== undefined) return translated;
  const value = own(thing, part);
  if (typeof value !== 'string') return inObject(value, locale);
  const plain = plainLocale(value);
  return locale === plain || !localesOf(store).includes(plain) ? value : undefined;
}

/** What to call a thing for who reads `language`: never nothing. */
export function labelOf(store: DraftStore, thing: JsonObject, language: string, name: string, part: LabelPart = 'label'): string {
  for (const locale of [language, ...localesOf(store)]) {
    const found = writtenLabel(store, thing, locale, part);
    if (found) return found;
  }
  const value = own(thing, part);
  return typeof value === 'string' ? value : name;
}

/** Writes a label: where the thing has an id into the file of the locale, else beside the thing itself. An empty text takes it out. */
export function writeLabel(edits: Edits, store: DraftStore, thing: JsonObject, locale: string, part: LabelPart, text: string): void {
  const id = idOf(thing);
  const value = own(thing, part);
  const entry = id ? store.json(localeFile(locale))?.[id] : undefined;
  // A text in another language than its locale's would be read back as that other language's: such a one goes to the file of the locale.
  const plain = typeof value === 'string' && entry === undefined && locale === plainLocale(value) && (!text || plainLocale(text) === locale);
  if (id && !plain) {
    const file = edits.json(localeFile(locale));
    const now = file[id];
    const parts: JsonObject = typeof now === 'string' ? { label: now } : (asObject(now) ?? {});
    if (text) parts[part] = text;
    else delete parts[part];
    const keys = Object.keys(parts);
    if (keys.length === 0) delete file[id];
    else file[id] = keys.length === 1 && keys[0] === 'label' ? parts.label! : parts;
    return;
  }
  const holder = part === 'label' || part === 'description' ? thing : 'x-crm' in thing ? (asObject(thing['x-crm']) ?? thing) : thing;
  const key = part === 'label' ? (asObject(holder['x-crm'])?.label !== undefined ? 'label' : 'title') : part;
  const target = key === 'label' ? asObject(holder['x-crm'])! : holder;
  if (plain) {
    if (text) target[key] = text;
    else delete target[key];
    return;
  }
  const before = target[key];
  const texts: JsonObject = typeof before === 'string' ? { [plainLocale(before)]: before } : { ...asObject(before) };
  if (text) texts[locale] = text;
  else delete texts[locale];
  if (Object.keys(texts).length === 0) delete target[key];
  else target[key] = texts;
}
