import { Decimal, type Kind, textOf, type Value } from '@lowcodecrm/rules';
import { isEqual } from 'es-toolkit';
import type { FieldMeta } from '../api/meta.ts';

/** Values as the API writes them, numbers as text: no digit is lost on the way. */
export type Values = Record<string, unknown>;

const numeric = new Set(['integer', 'decimal', 'money', 'percent', 'rating']);
export const isNumeric = (field: Pick<FieldMeta, 'type'>) => numeric.has(field.type);

/** A value as it came, in the one form in which it is held here: "" and [] are empty, 5.00 is "5". */
export function normalise(field: Pick<FieldMeta, 'type'>, value: unknown): unknown {
  if (value === undefined || value === null || value === '') return null;
  if (numeric.has(field.type)) return Decimal.parse(String(value))?.toString() ?? null;
  if (Array.isArray(value) && value.length === 0 && field.type !== 'childList' && field.type !== 'manyToMany') return null;
  return value;
}

/** The result of a rule in a field, rounded as the server rounds what it stores. */
export function toField(field: Pick<FieldMeta, 'type' | 'scale'>, value: Value, kind: Kind): unknown {
  if (value === null || value === '') return null;
  if (typeof value === 'bigint' && kind === 'int') return value.toString();
  if (value instanceof Decimal) return (field.scale === undefined ? value : value.round(BigInt(field.scale), 'half_up')).toString();
  if (typeof value === 'boolean' || Array.isArray(value)) return value;
  if (kind === 'record') return (value as { id: string | null }).id;
  if (typeof value === 'object') return value;
  return textOf(value, kind);
}

export const same = (a: unknown, b: unknown): boolean => a === b || ((a ?? null) === null && (b ?? null) === null) || isEqual(a, b);
