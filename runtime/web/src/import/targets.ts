import type { EntityMeta, FieldMeta, FieldType } from '../api/meta.ts';

/** Where a column can go: a field, or a part of a name or an address. */
export type Target = { value: string; label: string; find: string; field: FieldMeta };

const NAME_PARTS = ['family', 'given', 'familyReading', 'givenReading'];
const ADDRESS_PARTS = ['postalCode', 'region', 'city', 'street', 'building', 'country'];
const lists = new Set<FieldType>(['childList', 'manyToMany']);

const isWritten = (field: FieldMeta) => field.name === 'id' || ((!field.readonly || field.type === 'autoNumber') && !lists.has(field.type));
const partsOf = (field: FieldMeta) => (field.type === 'personName' ? NAME_PARTS : field.type === 'address' ? ADDRESS_PARTS : []);

export function targetsOf(entity: EntityMeta, label: (field: FieldMeta) => string, part: (name: string) => string): Target[] {
  return entity.fields.filter(isWritten).flatMap((field): Target[] => {
    const find = `${field.name} ${Object.values(field.label).join(' ')} ${Object.values(field.reading ?? {}).join(' ')}`;
    const whole = { value: field.name, label: label(field), find, field };
    return [whole, ...partsOf(field).map((one) => ({ value: `${field.name}.${one}`, label: `${label(field)} › ${part(one)}`, find, field }))];
  });
}

/** What rows can be told by: the keys whose fields all have a column, and the id. */
export function keysOf(entity: EntityMeta, targets: readonly (string | null)[]): string[] {
  const given = new Set(targets);
  return [...entity.keys, ['id']].filter((key) => key.every((name) => given.has(name))).map((key) => key.join());
}

/** Fields that a new record needs and no column gives. */
export function missing(entity: EntityMeta, targets: readonly (string | null)[]): FieldMeta[] {
  const given = new Set(targets.map((one) => one?.split('.')[0]));
  return entity.fields.filter((field) => field.required && isWritten(field) && field.type !== 'autoNumber' && field.default === undefined && field.name !== 'id' && field.name !== 'owner' && !given.has(field.name));
}
