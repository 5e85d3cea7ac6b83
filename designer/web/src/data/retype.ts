import { asArray, asObject, Edits, type EntityDraft, type FieldDraft, freeName, freshId, type JsonObject, type OptionDraft, optionsOf, putOptions } from '../draft/index.ts';
import type { FieldTypeInfo } from '../parts/fieldTypes.ts';
import { optionValue } from './actions.ts';

export type NewType = { type: FieldTypeInfo; target?: string | null; via?: string; options?: OptionDraft[] };

/** What belongs to the kind of value, and goes with it. */
const ofType = new Set(['type', 'target', 'via', 'onDelete', 'options', 'scale', 'precision', 'pattern']);

/** A field's property as another type: what it is called stays, and so do the limits and options that both types know. */
export function retyped(field: FieldDraft, from: FieldTypeInfo | undefined, { type, target, via, options }: NewType): JsonObject {
  const { title, description } = field.value;
  const next = structuredClone(type.schema);
  const crm = asObject(next['x-crm']) ?? {};
  for (const path of type.options) {
    if (path === 'default' || !from?.options.includes(path) || ['x-crm.target', 'x-crm.via', 'x-crm.options'].includes(path)) continue;
    const [holder, old, key] = path.startsWith('x-crm.') ? [crm, field.crm, path.slice(6)] : [next, field.value, path];
    if (old[key] !== undefined) holder[key] = structuredClone(old[key]!);
  }
  const kept = Object.fromEntries(Object.entries(field.crm).filter(([key]) => !ofType.has(key)));
  next['x-crm'] = { ...kept, ...crm };
  if (target) Object.assign(next['x-crm'] as JsonObject, { target, ...(via && { via }) });
  if (target && type.type === 'lookup' && field.required) (next['x-crm'] as JsonObject).onDelete = 'restrict';
  if (type.options.includes('x-crm.options')) putOptions(next, options ?? optionsOf(field.value), field.required);
  if (field.required && Array.isArray(next.type)) next.type = next.type.find((one) => one !== 'null')!;
  return { ...(title !== undefined && { title }), ...(description !== undefined && { description }), ...next };
}

/** The same relation, leading elsewhere; rows are found by the lookup `via`. */
export const retargeted = (field: FieldDraft, target: string, via?: string): JsonObject => ({ ...structuredClone(field.value), 'x-crm': { ...structuredClone(field.crm), target, ...(via && { via }) } });

/** Options of these names, each with a value that rules can write. */
export function optionsNamed(names: string[]): OptionDraft[] {
  const taken: string[] = [];
  return names.map((title, i) => {
    const value = freeName(optionValue(title, i), taken, 'option');
    taken.push(value);
    return { value, id: freshId('o'), title };
  });
}

/** Puts the property in place, and takes the field out of keys and searching where such a value cannot stand. */
export function putRetyped(edits: Edits, entity: EntityDraft, field: string, property: JsonObject, type: FieldTypeInfo): void {
  const file = edits.json(entity.file);
  Edits.within(file, 'properties')[field] = property;
  const crm = Edits.within(file, 'x-crm');
  if (!type.canBeKey && crm.keys) crm.keys = asArray(crm.keys).filter((key) => !asArray(key).includes(field));
  if (!type.canBeSearched && crm.search) crm.search = asArray(crm.search).filter((one) => one !== field);
}
