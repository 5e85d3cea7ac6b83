import {
  asArray,
  asObject,
  asText,
  type DraftStore,
  Edits,
  type EntityDraft,
  entitiesOf,
  entityFile,
  type FieldDraft,
  freeName,
  freshId,
  type JsonObject,
  localesOf,
  type OptionDraft,
  putOptions,
  putRequired,
  writeLabel,
} from '../draft/index.ts';

/** A field's property within edits, to be changed in place. */
export function propertyIn(edits: Edits, entity: string, field: string): JsonObject {
  const properties = Edits.within(edits.json(entityFile(entity)), 'properties');
  return Edits.within(properties, field);
}

export type NewField = {
  name: string;
  labels: Record<string, string>;
  schema: JsonObject;
  required: boolean;
  /** Of a choice: one label each. */
  options?: string[];
  /** Forms of the entity that show it. */
  onForms: boolean;
};

export function addField(edits: Edits, store: DraftStore, entity: EntityDraft, field: NewField): void {
  const property = structuredClone(field.schema);
  const crm = { id: freshId('f'), ...asObject(property['x-crm']) };
  const [own] = localesOf(store);
  const title = field.labels.en || field.labels[own!] || field.name;
  const value: JsonObject = { title, ...property, 'x-crm': crm };
  const file = edits.json(entity.file);
  Edits.within(file, 'properties')[field.name] = value;
  if (field.options) {
    const taken: string[] = [];
    const options = field.options.map((label, i): OptionDraft => {
      const name = freeName(optionValue(label, i), taken, 'option');
      taken.push(name);
      return { value: name, id: freshId('o'), title: label };
    });
    putOptions(value, options, field.required);
  }
  if (field.required) putRequired(file, field.name, true);
  for (const [locale, text] of Object.entries(field.labels)) if (text && text !== title) writeLabel(edits, store, value, locale, 'label', text);
  if (field.onForms) putOnForms(edits, store, entity.name, field.name);
}

export const optionValue = (label: string, index: number) => {
  const name = label
    .normalize('NFKC')
    .trim()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase()
    .slice(0, 50);
  return /^[\p{L}_]/u.test(name) ? name : name ? `_${name}` : `option_${index + 1}`;
};

/** At the end of each form that is written down, inside its last group or tab; a form that is made from the fields has it anyway. */
function putOnForms(edits: Edits, store: DraftStore, entity: string, field: string): void {
  for (const path of store.snapshot().files.keys()) {
    if (!path.startsWith(`forms/${entity}.`) || !store.json(path)) continue;
    let layout = edits.json(path);
    for (;;) {
      const last = asObject(asArray(layout.elements).at(-1));
      if (!last || !['Group', 'Categorization', 'Category', 'VerticalLayout'].includes(asText(last.type) ?? '')) break;
      layout = last;
    }
    layout.elements = [...asArray(layout.elements), { type: 'Control', scope: `#/properties/${field}` }];
  }
}

export type NewEntity = { name: string; labels: Record<string, string>; plurals: Record<string, string>; icon: string; color: string };

/** An entity with a name to call its records by, in the navigation. */
export function addEntity(edits: Edits, store: DraftStore, entity: NewEntity): void {
  const [own] = localesOf(store);
  const title = entity.labels.en || entity.labels[own!] || entity.name;
  const name: JsonObject = { title: 'Name', type: 'string', maxLength: 200, 'x-crm': { id: freshId('f') } };
  const value: JsonObject = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    type: 'object',
    required: ['name'],
    properties: { name },
    'x-crm': { id: freshId('e'), ...(entity.plurals.en ? { plural: entity.plurals.en } : {}), display: 'name', search: ['name'], history: true, icon: entity.icon, color: entity.color },
  };
  edits.put(entityFile(entity.name), value);
  for (const [locale, text] of Object.entries(entity.labels)) if (text && text !== title) writeLabel(edits, store, value, locale, 'label', text);
  for (const locale of localesOf(store)) {
    if (locale === 'ja') writeLabel(edits, store, name, 'ja', 'label', '名前');
    if (locale !== 'en' && entity.plurals[locale]) writeLabel(edits, store, value, locale, 'plural', entity.plurals[locale]);
  }
  const app = edits.json('app.json');
  const navigation = asArray(app.navigation);
  const last = asObject(navigation.at(-1));
  if (last) last.items = [...asArray(last.items), entity.name];
  else app.navigation = [{ items: [entity.name] }];
}

/** The place of an entity in the navigation: a group's number, or null for not shown. */
export function navigationOf(store: DraftStore, entity: string): number | null {
  const at = asArray(store.json('app.json')?.navigation).findIndex((group) => asArray(asObject(group)?.items).includes(entity));
  return at < 0 ? null : at;
}

export function putInNavigation(edits: Edits, entity: string, group: number | null): void {
  const app = edits.json('app.json');
  const groups = asArray(app.navigation).map((one) => ({ ...asObject(one), items: asArray(asObject(one)?.items).filter((item) => item !== entity) }));
  if (group !== null && groups[group]) groups[group].items.push(entity);
  app.navigation = groups;
}

/** Lookups that lead to an entity: what a list of its children can go by. */
export const lookupsTo = (store: DraftStore, target: string): { entity: EntityDraft; field: FieldDraft }[] =>
  entitiesOf(store).flatMap((entity) => entity.fields.filter((field) => field.type === 'lookup' && field.target === target).map((field) => ({ entity, field })));
