import type { FieldType } from '@lowcodecrm/web/api';
import { asArray, asObject, asText, type JsonObject } from './json.ts';
import { localesOf } from './labels.ts';
import type { DraftStore } from './store.ts';

/** An entity as its file has it. */
export type EntityDraft = { name: string; file: string; value: JsonObject; crm: JsonObject; fields: FieldDraft[] };
export type FieldDraft = { name: string; value: JsonObject; crm: JsonObject; id?: string; type: FieldType; required: boolean; target?: string };
export type OptionDraft = JsonObject & { value: string };

export const entityFile = (name: string) => `entities/${name}.json`;
const entityPath = /^entities\/([^/]+)\.json$/;

/** The entities of the draft: as the navigation has them, the others after by name. */
export function entitiesOf(store: DraftStore): EntityDraft[] {
  const names = [...store.snapshot().files.keys()].flatMap((path) => entityPath.exec(path)?.[1] ?? []);
  const order = asArray(store.json('app.json')?.navigation).flatMap((group) => asArray(asObject(group)?.items).flatMap((item) => asText(item) ?? []));
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return names.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b, localesOf(store)[0])).flatMap((name) => entityOf(store, name) ?? []);
}

/** Null where there is none, or its file cannot be read. */
export function entityOf(store: DraftStore, name: string): EntityDraft | null {
  const value = store.json(entityFile(name));
  if (!value) return null;
  const required = new Set(asArray(value.required));
  const fields = Object.entries(asObject(value.properties) ?? {}).flatMap(([field, property]) => {
    const object = asObject(property);
    if (!object) return [];
    const crm = asObject(object['x-crm']) ?? {};
    return [{ name: field, value: object, crm, id: asText(crm.id), type: typeOf(object), required: required.has(field), target: asText(crm.target) }];
  });
  return { name, file: entityFile(name), value, crm: asObject(value['x-crm']) ?? {}, fields };
}

const byFormat: Record<string, FieldType> = { date: 'date', 'date-time': 'datetime', time: 'time', duration: 'duration', email: 'email', uri: 'url' };

/** A field's type: as x-crm says, else as its JSON Schema reads. */
export function typeOf(property: JsonObject): FieldType {
  const written = asText(asObject(property['x-crm'])?.type);
  if (written) return written as FieldType;
  const type = Array.isArray(property.type) ? property.type.find((one) => one !== 'null') : property.type;
  if (type === 'integer') return 'integer';
  if (type === 'number') return 'decimal';
  if (type === 'boolean') return 'boolean';
  if (type === 'array') return asObject(property.items)?.enum ? 'multiChoice' : 'tags';
  if (property.enum) return 'choice';
  return byFormat[asText(property.format) ?? ''] ?? (type === 'object' ? 'json' : 'text');
}

/** The options of a choice, also where only the values are listed. */
export function optionsOf(property: JsonObject): OptionDraft[] {
  const options = asArray(asObject(property['x-crm'])?.options);
  const listed = options.length > 0 ? options : asArray(property.enum ?? asObject(property.items)?.enum).filter((one) => one !== null);
  return listed.flatMap((one) => {
    if (typeof one === 'string') return [{ value: one }];
    const object = asObject(one);
    return object && typeof object.value === 'string' ? [object as OptionDraft] : [];
  });
}

/** Options, and beside them the values that stock tools check by. */
export function putOptions(property: JsonObject, options: OptionDraft[], required: boolean): void {
  const crm = asObject(property['x-crm']) ?? {};
  property['x-crm'] = crm;
  crm.options = options;
  const values = options.map((one) => one.value);
  if (property.type === 'array') property.items = { ...(asObject(property.items) ?? { type: 'string' }), enum: values };
  else property.enum = required ? values : [...values, null];
}

/** Whether a value must be there: listed in `required`, and no null among the types. */
export function putRequired(entity: JsonObject, field: string, required: boolean): void {
  const rest = asArray(entity.required).filter((one) => one !== field);
  const order = Object.keys(asObject(entity.properties) ?? {});
  if (required) entity.required = [...rest, field].sort((a, b) => order.indexOf(a as string) - order.indexOf(b as string));
  else if (rest.length > 0) entity.required = rest;
  else delete entity.required;
  const property = asObject(asObject(entity.properties)?.[field]);
  if (!property || property.type === 'array') return;
  const types = asArray(Array.isArray(property.type) ? property.type : [property.type ?? 'string']).filter((one) => one !== 'null');
  property.type = required ? types[0]! : [types[0]!, 'null'];
  if (Array.isArray(property.enum)) property.enum = [...property.enum.filter((one) => one !== null), ...(required ? [] : [null])];
}

/** The same object with its keys in another order. */
export function reordered(value: JsonObject, keys: string[]): JsonObject {
  return Object.fromEntries(keys.map((key) => [key, value[key]!]));
}

/** What a list becomes when one of it is moved. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const next = [...items];
  const [item] = next.splice(from, 1);
  next.splice(to, 0, item!);
  return next;
}
