import { type EntityMeta, fieldOf } from '../api/meta.ts';
import { formatDate, formatName, type PersonName } from '../i18n/formats.ts';

/** What a record is called: the value of its display field, as people write it. */
export function titleOf(entity: EntityMeta, record: Record<string, unknown> | null | undefined, language: string): string {
  if (!record) return '';
  const field = fieldOf(entity, entity.display);
  const value = record[field?.property ?? entity.display];
  if (value === null || value === undefined || value === '') return '—';
  if (field?.type === 'personName') return formatName(value as PersonName, language);
  if (field?.type === 'date') return formatDate(String(value), language);
  return String(value);
}
