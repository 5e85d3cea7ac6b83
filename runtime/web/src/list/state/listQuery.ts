import { type EntityMeta, entityOf, type FieldMeta, fieldOf, type Meta } from '../../api/meta.ts';
import type { ListQuery } from '../../api/records.ts';

/** What a lookup's record is called by. */
export const displayOf = (meta: Meta, field: FieldMeta) => entityOf(meta, field.target ?? '$user')?.display ?? 'name';
const refers = (field: FieldMeta) => field.type === 'lookup' || field.type === 'user';

/** The properties and related names that these fields are drawn from, and no more. */
export function shownOf(meta: Meta, entity: EntityMeta, names: string[]): Pick<ListQuery, '$select' | '$expand'> {
  const wanted = new Set([entity.display, ...names, ...(entity.processes ?? []).map((process) => process.field)]);
  if (entity.fields.some((field) => field.type === 'money')) for (const field of entity.fields) if (field.type === 'currency') wanted.add(field.name);
  const fields = [...wanted].flatMap((name) => fieldOf(entity, name) ?? []).filter((field) => field.type !== 'childList');
  const expands = fields.filter(refers).map((field) => `${field.name}($select=id,${displayOf(meta, field)})`);
  return { $select: ['id', 'version', ...new Set(fields.map((field) => field.property))].join(','), ...(expands.length > 0 && { $expand: expands.join(',') }) };
}

/** References sort by what is shown of them. */
export function orderOf(meta: Meta, entity: EntityMeta, sort: string[]): string | undefined {
  const parts = sort.flatMap((one) => {
    const falling = one.startsWith('-');
    const field = fieldOf(entity, falling ? one.slice(1) : one);
    if (!field) return [];
    return [(refers(field) ? `${field.name}/${displayOf(meta, field)}` : field.property) + (falling ? ' desc' : '')];
  });
  return parts.length > 0 ? parts.join(',') : undefined;
}
