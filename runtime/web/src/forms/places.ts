import type { FieldMeta, FieldType } from '../api/meta.ts';
import type { RecordModel } from './model.ts';

export type Place = { field: FieldMeta; value: unknown };

const words: ReadonlySet<FieldType> = new Set(['text', 'longText']);
const numbers: ReadonlySet<FieldType> = new Set(['integer', 'decimal', 'money', 'percent']);

/**
 * Where what was typed in a field goes in another state of its app: the field is known by its id, whatever it is called now.
 * @returns null: the field is gone, is no longer typed in, or takes no such values.
 */
export function placeOf(field: FieldMeta, value: unknown, model: RecordModel): Place | null {
  const now = model.fields.find((one) => one.id === field.id && field.id !== '') ?? model.fields.find((one) => one.property === field.property);
  if (!now) return null;
  // Who wrote what is not written to is told so by the server, as before.
  if (model.evaluator.isReadOnly(now) && !field.readonly) return null;
  const taken = fit(field, now, value);
  return taken === undefined ? null : { field: now, value: taken };
}

function fit(from: FieldMeta, to: FieldMeta, value: unknown): unknown {
  if ((value ?? null) === null) return from.type === to.type ? null : undefined;
  if (from.type !== to.type) {
    const isText = typeof value === 'string' && (words.has(from.type) || from.type === 'url' || from.type === 'email' || from.type === 'phone');
    if (isText && words.has(to.type)) return value;
    return numbers.has(from.type) && numbers.has(to.type) ? value : undefined;
  }
  if (from.type === 'lookup' || from.type === 'manyToMany') return from.target === to.target ? value : undefined;
  // Fields of a choice without options of its own take anything.
  const has = (one: unknown) => !to.options || to.options.some((option) => option.value === one);
  if (from.type === 'choice') return has(value) ? value : undefined;
  if (from.type === 'multiChoice') return (value as unknown[]).every(has) ? value : undefined;
  return value;
}
