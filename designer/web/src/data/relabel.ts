import {
  asArray,
  asObject,
  type DraftStore,
  Edits,
  type EntityDraft,
  type FieldDraft,
  freeName,
  type JsonObject,
  type LabelPart,
  localeFile,
  localesOf,
  nameFrom,
  plainLocale,
  writeLabel,
  writtenLabel,
} from '../draft/index.ts';
import { propertyIn } from './actions.ts';
import { nameSource } from './LabelFields.tsx';

/** The labels of a field, one a language that it has one in. */
export const labelsOf = (store: DraftStore, field: FieldDraft): Record<string, string> =>
  Object.fromEntries(localesOf(store).flatMap((locale) => (writtenLabel(store, field.value, locale) ? [[locale, writtenLabel(store, field.value, locale)!]] : [])));

/**
 * Gives a field that was never published another label. What it was called provisionally goes in all languages, and its name, where it came from
 * the label, follows: nothing but the entity and its forms knows it yet. Returns the name that it then has.
 */
export function relabel(edits: Edits, store: DraftStore, entity: EntityDraft, field: FieldDraft, locale: string, text: string, isProvisional: (locale: string, text: string) => boolean): string {
  const before = labelsOf(store, field);
  const property = propertyIn(edits, entity.name, field.name);
  const anew = text !== '' && Object.entries(before).every(([of, label]) => isProvisional(of, label));
  if (anew) {
    property.title = text;
    for (const of of localesOf(store)) if (field.id && store.json(localeFile(of))?.[field.id] !== undefined) delete edits.json(localeFile(of))[field.id];
    // A title is taken to be in the language that it is written in.
    if (field.id && plainLocale(text) !== locale) edits.json(localeFile(locale))[field.id] = text;
  } else writeLabel(edits, store, property, locale, 'label', text);
  const after = anew ? { [locale]: text } : { ...before, [locale]: text };
  const fallback = field.type.toLowerCase();
  const derived = nameFrom(nameSource(before), fallback);
  const follows = field.name === derived || (field.name.startsWith(`${derived}_`) && /^\d+$/.test(field.name.slice(derived.length + 1)));
  const source = nameSource(after);
  if (!follows || !source || isNamedElsewhere(store, entity, field.name)) return field.name;
  const taken = entity.fields.filter((one) => one !== field).map((one) => one.name);
  const next = freeName(nameFrom(source, fallback), taken, 'field');
  if (next !== field.name) rename(edits, store, entity, field.name, next);
  return next;
}

const formsOf = (store: DraftStore, entity: EntityDraft) => [...store.snapshot().files.keys()].filter((path) => path.startsWith(`forms/${entity.name}.`));

/** Whether a file names it that a change of its label has no business in. */
function isNamedElsewhere(store: DraftStore, entity: EntityDraft, name: string): boolean {
  const own = new Set([entity.file, ...formsOf(store, entity)]);
  return [...store.snapshot().files].some(([path, text]) => !own.has(path) && !path.startsWith('locales/') && !path.startsWith('data/') && text.includes(name));
}

function rename(edits: Edits, store: DraftStore, entity: EntityDraft, from: string, to: string): void {
  const file = edits.json(entity.file);
  const name = (one: unknown) => (one === from ? to : one) as string;
  file.properties = Object.fromEntries(Object.entries(asObject(file.properties) ?? {}).map(([key, value]) => [name(key), value]));
  if (file.required) file.required = asArray(file.required).map(name);
  const crm = Edits.within(file, 'x-crm');
  if (crm.display) crm.display = name(crm.display);
  if (crm.search) crm.search = asArray(crm.search).map(name);
  if (crm.keys) crm.keys = asArray(crm.keys).map((key) => asArray(key).map(name));
  const scope = `#/properties/${from}`;
  const walk = (element: JsonObject) => {
    if (element.scope === scope) element.scope = `#/properties/${to}`;
    for (const child of asArray(element.elements)) if (asObject(child)) walk(asObject(child)!);
  };
  for (const path of formsOf(store, entity)) if (store.text(path)?.includes(`"${scope}"`) && store.json(path)) walk(edits.json(path));
}

export type OnLabel = (locale: string, part: LabelPart, text: string) => void;
