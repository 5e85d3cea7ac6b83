import { type EntityMeta, type FieldMeta, fieldOf, type Meta, viewsOf } from '../../api/meta.ts';

/** Records of another entity whose lookup points here. */
export type Relation = { entity: EntityMeta; field: FieldMeta /** Whether it happens at a time: the field that says when. */; at: FieldMeta | undefined };

/** Of entities with a calendar or timeline, the records are what happens; child rows of a form are part of the record itself. */
export function relationsOf(meta: Meta, entity: EntityMeta): { activities: Relation[]; related: Relation[] } {
  const own = new Set(entity.fields.filter((field) => field.type === 'childList').map((field) => `${field.target}.${field.via}`));
  const all = meta.entities
    .filter((one) => !one.system)
    .flatMap((one) =>
      one.fields.filter((field) => field.type === 'lookup' && field.target === entity.name && !own.has(`${one.name}.${field.name}`)).map((field): Relation => ({ entity: one, field, at: timeOf(meta, one) })),
    );
  return { activities: all.filter((one) => one.at), related: all.filter((one) => !one.at).sort((a, b) => Number(a.entity === entity) - Number(b.entity === entity)) };
}

function timeOf(meta: Meta, entity: EntityMeta): FieldMeta | undefined {
  const view = viewsOf(meta, entity.name).find((one) => one.kind === 'calendar' || one.kind === 'timeline');
  const field = view && fieldOf(entity, String(view.definition.start));
  return field?.type === 'date' || field?.type === 'datetime' ? field : undefined;
}
