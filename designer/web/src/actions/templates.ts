import type { EntityMeta, FieldMeta } from '@lowcodecrm/web/api';
import type { CommandKind } from '../rules/structure.ts';
import type { Spell } from '../rules/words.ts';
import { recordPaths, type Scope, targetOf, toOne, writable } from './scope.ts';

/** What the app has that commands can name. */
export type Outside = { channels: string[]; templates: string[]; locales: string[] };

/** A value that a field can begin with: right as it stands. */
export function startOf(field: FieldMeta, scope: Scope, spell: Spell): string {
  if (toOne(field)) {
    const target = field.target ?? '$user';
    if (scope.entity?.name === target) return spell('this');
    const named = scope.names.find((one) => one.entity?.name === target);
    if (named) return named.name;
    if (target === '$user') return 'user';
    return recordPaths(scope).find((path) => targetOf(scope, path)?.name === target) ?? spell('empty');
  }
  switch (field.type) {
    case 'choice':
      return field.options?.[0]?.value ?? spell('empty');
    case 'boolean':
      return spell('true');
    case 'integer':
    case 'rating':
    case 'decimal':
    case 'money':
    case 'percent':
      return '0';
    case 'date':
      return 'today()';
    case 'datetime':
      return 'now()';
    case 'text':
    case 'longText':
    case 'richText':
      return '"…"';
    default:
      return spell('empty');
  }
}

/** A new record with what it cannot be without, and the lookup that leads back here. */
export function createText(entity: EntityMeta, scope: Scope, spell: Spell): string {
  const fields = writable(entity);
  const back = fields.find((field) => field.type === 'lookup' && field.target === scope.entity?.name);
  const needed = fields.filter((field) => field.required && field.default === undefined);
  const given = [...new Set([...needed, ...(back ? [back] : [])])];
  return `${spell('create')} ${entity.name} { ${given.map((field) => `${field.name}: ${startOf(field, scope, spell)}`).join(', ')}${given.length > 0 ? ' ' : ''}}`;
}

export function updateText(path: string, scope: Scope, spell: Spell): string {
  const field = writable(targetOf(scope, path)).find((one) => !one.required) ?? writable(targetOf(scope, path))[0];
  return `${spell('update')} ${path} { ${field ? `${field.name}: ${startOf(field, scope, spell)} ` : ''}}`;
}

/** Kinds of command that can stand here, in the order in which they are offered. */
export function kindsAt(scope: Scope, outside: Outside): CommandKind[] {
  const records = recordPaths(scope).length > 0;
  const own = scope.entity !== undefined;
  const send = outside.channels.length > 0 && outside.templates.length > 0;
  const all: [CommandKind, boolean][] = [
    ['set', own],
    ['create', !scope.onlyOwn],
    ['update', !scope.onlyOwn && records],
    ['delete', !scope.onlyOwn && records],
    ['notify', !scope.onlyOwn],
    ['send', !scope.onlyOwn && send && (own || records)],
    ['reply', scope.message !== undefined && outside.templates.length > 0],
    ['webhook', !scope.onlyOwn],
    ['addTag', tagged(scope)],
    ['removeTag', tagged(scope)],
    ['if', true],
    ['forEach', !scope.onlyOwn],
    ['start', !scope.onlyOwn && (own ? (scope.entity?.processes?.length ?? 0) > 0 : false)],
    ['let', true],
  ];
  return all.filter(([, can]) => can).map(([kind]) => kind);
}

const tagged = (scope: Scope) => scope.entity?.fields.some((field) => field.type === 'tags') ?? false;

/** A whole command to begin with: it is right as it stands. */
export function commandText(kind: CommandKind, scope: Scope, outside: Outside, spell: Spell): string {
  const own = scope.entity;
  const entities = scope.meta.entities.filter((entity) => !entity.system);
  const key = `${spell('key')} "${kind}:{${own ? 'id' : `${scope.names[0]?.name ?? 'this'}.id`}}"`;
  const tags = own?.fields.filter((field) => field.type === 'tags') ?? [];
  const field = (tags.length > 1 && tags[0]!.name) || '';
  switch (kind) {
    case 'set': {
      // A state is changed by its transitions, not beside them.
      const fields = writable(own).filter((one) => one.name !== 'owner' && !own?.processes?.some((process) => process.field === one.name));
      const first = fields.find((one) => one.type === 'choice') ?? fields.find((one) => !one.required) ?? fields[0];
      return first ? `${spell('set')} ${first.name} = ${startOf(first, scope, spell)}` : '';
    }
    case 'create': {
      const child = entities.find((entity) => entity.name !== own?.name && own && entity.fields.some((one) => one.target === own.name && one.type === 'lookup')) ?? entities[0];
      return child ? createText(child, scope, spell) : '';
    }
    case 'update':
      return updateText(recordPaths(scope)[0]!, scope, spell);
    case 'delete':
      return `${spell('delete')} ${recordPaths(scope)[0]}`;
    case 'notify':
      return `${spell('notify')} ${own ? 'owner' : (scope.names.find((one) => one.entity && !one.entity.system)?.name ?? '').concat('.owner').replace(/^\.owner$/, 'user')} ${spell('message')} ${outside.locales.map((locale) => `${locale} "…"`).join(' ')}`;
    case 'send':
      return `${spell('send')} ${outside.channels[0]} ${spell('template')} "${outside.templates[0]}" ${spell('to')} ${recordPaths(scope)[0] ?? spell('this')} ${key}`;
    case 'reply':
      return `${spell('reply')} ${spell('template')} "${outside.templates[0]}" ${spell('to')} ${scope.message}`;
    case 'webhook':
      return `${spell('call')} ${spell('webhook')} "…" {${own ? ' id: id ' : ''}} ${key}`;
    case 'addTag':
      return `${spell('add')} ${spell('tag')} "…"${field && ` ${spell('to')} ${field}`}`;
    case 'removeTag':
      return `${spell('remove')} ${spell('tag')} "…"${field && ` ${spell('from')} ${field}`}`;
    case 'start':
      return `${spell('start')} ${spell('process')} ${own?.processes?.[0]?.name}`;
    case 'if':
      return `${spell('if')} ${conditionText(own, scope, spell)} {\n}`;
    case 'forEach': {
      const child = entities.find((entity) => own && entity.fields.some((one) => one.target === own.name && one.type === 'lookup')) ?? entities[0];
      const via = child?.fields.find((one) => one.target === own?.name && one.type === 'lookup');
      const name = freeName(scope, child?.name[0] ?? 'x');
      return `${spell('for')} ${spell('each')} ${name} ${spell('in')} ${child?.name}${via ? ` ${spell('via')} ${via.name}` : ` ${spell('where')} ${conditionText(child, scope, spell)}`} ${spell('limit')} 100 {\n}`;
    }
    default:
      return `${spell('let')} ${freeName(scope, 'x')} = 0`;
  }
}

/** Something that can be asked of a record: a choice's first option, else that something is filled in. */
function conditionText(entity: EntityMeta | undefined, scope: Scope, spell: Spell): string {
  const choice = entity?.fields.find((field) => field.type === 'choice' && field.options?.length);
  if (choice) return `${choice.name} = ${choice.options![0]!.value}`;
  const named = scope.names.find((one) => one.entity);
  return entity ? `${entity.display} ${spell('is')} ${spell('set')}` : named ? `${named.name} ${spell('is')} ${spell('set')}` : spell('true');
}

function freeName(scope: Scope, start: string): string {
  const taken = new Set([...scope.names.map((one) => one.name), ...(scope.entity?.fields.map((field) => field.name) ?? []), ...scope.meta.entities.map((entity) => entity.name)]);
  for (let i = 1; ; i++) {
    const name = i === 1 ? start : `${start}${i}`;
    if (!taken.has(name)) return name;
  }
}
