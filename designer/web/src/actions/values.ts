import type { FieldMeta } from '@lowcodecrm/web/api';
import { fieldAt, pathWords, type Scope, targetOf, toOne } from './scope.ts';

/** How a value is given: as it is, by another field or record, by a formula; or taken away. */
export type Given = 'fixed' | 'field' | 'formula' | 'empty';

const numbers = new Set(['integer', 'decimal', 'money', 'percent', 'rating']);
const texts = new Set(['text', 'longText', 'richText', 'email', 'phone', 'url', 'currency']);
const emptyWords = new Set(['empty', '空']);
const trueWords = new Set(['true', '真']);
const falseWords = new Set(['false', '偽']);
const thisWords = new Set(['this', 'これ']);
const plain = /^"(?:[^"\\{}]|\\["\\{}])*"$/;
const wordsOf = (literal: string) => literal.slice(1, -1).replace(/\\(["\\{}])/g, '$1');

export const isNumber = (field: FieldMeta) => numbers.has(field.type);
export const isText = (field: FieldMeta) => texts.has(field.type);
export const isThis = (text: string) => thisWords.has(text);

/** Whether values of a field can be put in as they are. */
export const canBeFixed = (field: FieldMeta | undefined) => field !== undefined && (isNumber(field) || isText(field) || ['choice', 'boolean', 'date'].includes(field.type));

export function givenAs(text: string, field: FieldMeta | undefined, scope: Scope): Given {
  if (emptyWords.has(text)) return 'empty';
  if (field && fixedOf(text, field) !== null) return 'fixed';
  return sourceOptions(field, scope).includes(isThis(text) ? 'this' : text) ? 'field' : 'formula';
}

/** The value that a text is, as a control has it; null where it is none that is put in as it is. */
export function fixedOf(text: string, field: FieldMeta): string | null {
  if (field.type === 'choice') return field.options?.some((option) => option.value === text) ? text : null;
  if (field.type === 'boolean') return trueWords.has(text) ? 'true' : falseWords.has(text) ? 'false' : null;
  if (field.type === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null;
  if (isNumber(field)) return /^-?\d[\d_]*(?:\.\d+)?$/.test(text) ? text.replaceAll('_', '') : null;
  return isText(field) && plain.test(text) ? wordsOf(text) : null;
}

/** A value put in as the text that means it; braces and quotes in it are no more than themselves. */
export function textOf(value: string, field: FieldMeta, spell: (word: string) => string): string | null {
  if (field.type === 'boolean') return spell(value);
  if (isNumber(field)) return /^-?\d+(?:\.\d+)?$/.test(value) ? value : null;
  return isText(field) ? `"${value.replace(/[\\"{}]/g, '\\$&').replace(/\s*\n\s*/g, ' ')}"` : value;
}

const kindOf = (field: FieldMeta) => (isNumber(field) ? 'number' : isText(field) ? 'text' : toOne(field) ? `record ${field.target ?? '$user'}` : field.type === 'choice' ? `choice ${field.id}` : field.type);

/** Names that give a value of a field's kind: fields of the record and of those it refers to, records of loops, the user, today. */
export function sourceOptions(field: FieldMeta | undefined, scope: Scope): string[] {
  if (!field) return scope.names.map((one) => one.name);
  const kind = kindOf(field);
  const fits = (one: FieldMeta) => (one.type === 'choice' && field.type === 'choice' ? sameOptions(one, field) : kindOf(one) === kind);
  const options: string[] = [];
  if (toOne(field)) {
    const target = field.target ?? '$user';
    if (scope.entity?.name === target) options.push('this');
    if (target === '$user') options.push('user');
    options.push(...scope.names.filter((one) => one.entity?.name === target).map((one) => one.name));
  }
  if (field.type === 'date') options.push('today()');
  if (field.type === 'datetime') options.push('now()');
  for (const [lead, entity] of [['', scope.entity] as const, ...scope.names.map((one) => [`${one.name}.`, one.entity] as const)]) {
    for (const one of entity?.fields ?? []) {
      if (one.type !== 'id' && fits(one)) options.push(`${lead}${one.name}`);
      if (one.type !== 'lookup') continue;
      for (const other of targetOf(scope, `${lead}${one.name}`)?.fields ?? []) if (other.origin !== 'system' && fits(other)) options.push(`${lead}${one.name}.${other.name}`);
    }
  }
  return options;
}

const sameOptions = (a: FieldMeta, b: FieldMeta) => a.options?.length === b.options?.length && (a.options ?? []).every((option, i) => option.value === b.options![i]!.value);

export type Say = {
  label: (of: { label: Record<string, string> }) => string;
  t: (key: string, args?: Record<string, unknown>) => string;
};

/** A value as somebody reads it who writes no rules; what is more than a value or a name stays as it is written. */
export function valueWords(text: string, field: FieldMeta | undefined, scope: Scope, say: Say): string {
  if (emptyWords.has(text)) return say.t('value.empty');
  const fixed = field && fixedOf(text, field);
  if (fixed !== null && fixed !== undefined) {
    if (field!.type === 'choice') return say.label(field!.options!.find((option) => option.value === fixed)!);
    if (field!.type === 'boolean') return say.t(`value.${fixed}`);
    return isText(field!) ? say.t('value.quoted', { text: fixed }) : fixed;
  }
  return sourceWords(text, scope, say) ?? (plain.test(text) ? say.t('value.quoted', { text: wordsOf(text) }) : text);
}

/** A name in words; null where it is none. */
export function sourceWords(text: string, scope: Scope, say: Say): string | null {
  if (isThis(text)) return scope.entity ? say.t('value.this', { entity: say.label(scope.entity) }) : null;
  if (text === 'user') return say.t('value.user');
  if (text === 'today()') return say.t('value.today');
  if (text === 'now()') return say.t('value.now');
  const named = scope.names.find((one) => one.name === text);
  if (named) return named.entity ? say.t('value.named', { entity: say.label(named.entity), name: text }) : text;
  return fieldAt(scope, text) ? pathWords(scope, text, say.label) : null;
}
