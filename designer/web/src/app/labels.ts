import { asObject, asText, type Json, type JsonObject } from '../draft/index.ts';

/** A label as app.json has it, a text or one a language, in a language. */
export const inLocale = (label: Json | undefined, locale: string): string => (typeof label === 'string' ? label : (asText(asObject(label)?.[locale]) ?? ''));

/** The label with another text in a language. A plain text stood for all of them. */
export function withLocale(label: Json | undefined, locale: string, text: string, locales: string[]): JsonObject {
  const texts: JsonObject = typeof label === 'string' ? Object.fromEntries(locales.map((one) => [one, label])) : { ...asObject(label) };
  if (text) texts[locale] = text;
  else delete texts[locale];
  return texts;
}
