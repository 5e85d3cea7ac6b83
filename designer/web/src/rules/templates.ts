import { asText, type EntityDraft, type FieldDraft, optionsOf } from '../draft/index.ts';
import type { RuleKind } from './structure.ts';
import type { Spell } from './words.ts';

export type Template = { kind: RuleKind; name: string; field: string; type: string; child?: { entity: string; via: string } };

/** Types that a computed field can be declared with. */
export const computedTypes = ['text', 'int', 'decimal', 'money', 'bool', 'date'];
const start: Record<string, string> = { text: '""', int: '0', decimal: '0', money: '0', bool: 'true', date: 'today()' };

/** A whole rule to begin with: it is right as it stands, and says something about the fields chosen. */
export function ruleText(template: Template, entity: EntityDraft, spell: Spell): string {
  const { kind, name, field } = template;
  const own = entity.fields.find((one) => one.name === field);
  const messages = `${spell('message')} en "Check this value" ja "この値を確認してください"`;
  switch (kind) {
    case 'validate':
      return `${spell('validate')} ${name} {\n    ${spell('require')} ${field} ${spell('is')} ${spell('set')}\n    ${messages}\n    ${spell('at')} ${field}\n  }`;
    case 'warn':
      return `${spell('warn')} ${field} ${spell('when')} ${field} ${spell('is')} ${spell('empty')} ${messages}`;
    case 'default':
      return `${spell('default')} ${field} = ${startingValue(own, spell)}`;
    case 'computed':
      return `${spell('computed')} ${name} : ${template.type} = ${start[template.type] ?? spell('empty')}`;
    case 'rollup':
      return `${spell('rollup')} ${name} : int = count(${template.child?.entity} ${spell('via')} ${template.child?.via})`;
    case 'show':
    case 'required':
    case 'readonly':
      return `${spell(kind)} ${field} ${spell('when')} ${conditionOf(entity, field, spell)}`;
    case 'before':
      return `${spell('before')} ${spell('save')} ${name} { ${spell('set')} ${field} = ${field} }`;
    case 'after':
      return `${spell('after')} ${spell('save')} ${name} ${spell('when')} changed(${field}) {\n  }`;
  }
}

/** What can be said of a record without knowing more: a choice's first option, else that something is filled in. */
function conditionOf(entity: EntityDraft, field: string, spell: Spell): string {
  const choice = entity.fields.find((one) => one.type === 'choice' && one.name !== field && optionsOf(one.value).length > 0);
  if (choice) return `${choice.name} = ${optionsOf(choice.value)[0]!.value}`;
  const other = entity.fields.find((one) => one.name !== field) ?? entity.fields[0];
  return `${other?.name} ${spell('is')} ${spell('set')}`;
}

function startingValue(field: FieldDraft | undefined, spell: Spell): string {
  switch (field?.type) {
    case 'choice':
      return optionsOf(field.value)[0]?.value ?? spell('empty');
    case 'boolean':
      return spell('false');
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
    case 'user':
      return 'user';
    case 'text':
    case 'longText':
      return '"-"';
    default:
      return spell('empty');
  }
}

/** Fields that a kind of rule can be about. */
export const fieldsFor = (kind: RuleKind, entity: EntityDraft): FieldDraft[] => entity.fields.filter((field) => kind !== 'default' || asText(field.crm.type) !== 'autoNumber');

/** Entities whose records belong to one of these, with the lookup that says so. */
export const childrenOf = (entities: EntityDraft[], entity: string): { entity: EntityDraft; via: string }[] =>
  entities.flatMap((other) => other.fields.filter((field) => field.type === 'lookup' && field.target === entity).map((field) => ({ entity: other, via: field.name })));
