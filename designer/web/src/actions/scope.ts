import { type EntityMeta, entityOf, type FieldMeta, fieldOf, type Meta } from '@lowcodecrm/web/api';
import type { Block, Command } from '../rules/structure.ts';

/** What names mean where a command stands. */
export type Scope = {
  meta: Meta;
  /** Whose fields bare names are; none in a schedule. */
  entity: EntityMeta | undefined;
  /** Names given to records by loops, to values by `let`: of records with their entity. */
  names: { name: string; entity: EntityMeta | undefined }[];
  /** Before the save only the record itself changes. */
  onlyOwn?: boolean;
  /** The message that is answered. */
  message?: string;
};

/** What is known behind the commands before one, and inside it. */
export function scopeAt(scope: Scope, block: Block, index: number): Scope {
  const names = block.commands.slice(0, index).flatMap((one) => (one.kind === 'let' && one.name ? [{ name: one.name.text, entity: one.value && targetOf(scope, one.value.text) }] : []));
  return names.length > 0 ? { ...scope, names: [...scope.names, ...names] } : scope;
}

export const inLoop = (scope: Scope, loop: Command): Scope => ({ ...scope, names: [...scope.names, { name: loop.name?.text ?? '', entity: entityOf(scope.meta, loop.target?.text ?? '') }] });

/** The entity of the record that a path leads to. */
export function targetOf(scope: Scope, path: string): EntityMeta | undefined {
  const found = walk(scope, path);
  return found && (found.field ? (toOne(found.field) ? entityOf(scope.meta, found.field.target ?? '$user') : undefined) : found.entity);
}

/** The field that a path leads to. */
export const fieldAt = (scope: Scope, path: string): FieldMeta | undefined => walk(scope, path)?.field;

/** A path in words: the labels of what it goes through; null where it is none. */
export function pathWords(scope: Scope, path: string, label: (of: EntityMeta | FieldMeta) => string): string | null {
  const parts = path.split('.');
  const words = parts.map((part, i) => {
    const found = walk(scope, parts.slice(0, i + 1).join('.'));
    return found && (found.field ? label(found.field) : i === 0 && found.entity ? label(found.entity) : part);
  });
  return words.every((word) => word !== undefined) ? words.join(' › ') : null;
}

function walk(scope: Scope, path: string): { entity: EntityMeta | undefined; field?: FieldMeta } | undefined {
  const parts = path.split('.');
  const named = scope.names.findLast((one) => one.name === parts[0]);
  let entity = named ? named.entity : scope.entity;
  let field: FieldMeta | undefined;
  if (named || parts[0] === 'this') parts.shift();
  if (!named && !entity) return undefined;
  for (const part of parts) {
    if (field) entity = toOne(field) ? entityOf(scope.meta, field.target ?? '$user') : undefined;
    const next = entity && fieldOf(entity, part);
    if (!next || next.name !== part) return undefined;
    field = next;
  }
  return { entity, field };
}

export const toOne = (field: FieldMeta) => field.type === 'lookup' || field.type === 'user';

/** Fields that a rule may write. */
export const writable = (entity: EntityMeta | undefined): FieldMeta[] =>
  (entity?.fields ?? []).filter((field) => (field.origin === 'entered' && !['id', 'childList', 'manyToMany', 'autoNumber', 'file', 'image'].includes(field.type)) || field.name === 'owner');

/** Paths to records that can be changed: loop records, then lookups of the rule's own. */
export const recordPaths = (scope: Scope): string[] => [
  ...scope.names.filter((one) => one.entity).map((one) => one.name),
  ...(scope.entity?.fields ?? []).filter((field) => field.type === 'lookup').map((field) => field.name),
];
