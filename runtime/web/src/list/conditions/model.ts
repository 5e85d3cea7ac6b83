import { type Condition, type ConditionGroup, type EntityMeta, entityOf, type FieldMeta, type FieldType, fieldOf, type Meta } from '../../api/meta.ts';

export const isGroup = (one: Condition | ConditionGroup): one is ConditionGroup => 'conditions' in one;

export type Kind = 'text' | 'number' | 'date' | 'instant' | 'choice' | 'set' | 'record' | 'boolean' | 'other';
const kinds: Partial<Record<FieldType, Kind>> = {
  text: 'text',
  longText: 'text',
  richText: 'text',
  email: 'text',
  phone: 'text',
  url: 'text',
  autoNumber: 'text',
  currency: 'text',
  integer: 'number',
  decimal: 'number',
  money: 'number',
  percent: 'number',
  rating: 'number',
  date: 'date',
  datetime: 'instant',
  choice: 'choice',
  multiChoice: 'set',
  tags: 'set',
  lookup: 'record',
  user: 'record',
  boolean: 'boolean',
};
export const kindOf = (field: FieldMeta): Kind => kinds[field.type] ?? 'other';

/** Operators as people choose them; some stand for an operator with a value of its own. */
export type Operator = string;
const TEXT = ['contains', 'not contains', '=', '<>', 'starts_with', 'ends_with', 'is set', 'is empty'];
const NUMBER = ['=', '<>', '<', '<=', '>', '>=', 'between', 'is set', 'is empty'];
const DATE = ['within', '=', '<', '<=', '>', '>=', 'between', 'is set', 'is empty'];
const byKind: Record<Kind, Operator[]> = {
  text: TEXT,
  number: NUMBER,
  date: DATE,
  instant: ['within', '<', '>=', 'is set', 'is empty'],
  choice: ['in', 'not in', 'is set', 'is empty'],
  set: ['includes', 'not includes', 'is set', 'is empty'],
  record: ['in', 'not in', 'is me', 'is set', 'is empty'],
  boolean: ['=', '<>'],
  other: ['is set', 'is empty'],
};
export const operatorsOf = (field: FieldMeta): Operator[] => byKind[kindOf(field)].filter((one) => one !== 'is me' || isPerson(field));
export const isPerson = (field: FieldMeta) => field.type === 'user' || field.target === '$user';
export const takesValue = (operator: Operator) => operator !== 'is set' && operator !== 'is empty' && operator !== 'is me';
export const takesMany = (operator: Operator) => operator === 'in' || operator === 'not in';

/** Of every entity; who has a record is asked for like its own fields. */
const common = (field: FieldMeta) => field.origin === 'system' && field.name !== 'owner';

/** Fields that a list may be asked by, the entity's own first. */
export const askable = (entity: EntityMeta) =>
  entity.fields
    .filter((field) => field.type !== 'id' && field.name !== 'version' && field.type !== 'childList' && field.type !== 'manyToMany' && field.type !== 'json')
    .toSorted((a, b) => Number(common(a)) - Number(common(b)));

/** The field at the end of a path, with the labels on the way; `account.id` is the account itself. */
export function resolve(meta: Meta, entity: EntityMeta, path: string): { fields: FieldMeta[]; field: FieldMeta } | null {
  const steps = path.split('.');
  const fields: FieldMeta[] = [];
  let here: EntityMeta | undefined = entity;
  for (const [i, step] of steps.entries()) {
    if (step === 'id' && i > 0 && i === steps.length - 1) break;
    const field: FieldMeta | undefined = here && fieldOf(here, step);
    if (!field) return null;
    fields.push(field);
    here = field.target ? entityOf(meta, field.target) : field.type === 'user' ? entityOf(meta, '$user') : undefined;
  }
  const field = fields.at(-1);
  return field ? { fields, field } : null;
}

export type Expression = { expression: string };
export const isExpression = (value: unknown): value is Expression => typeof value === 'object' && value !== null && 'expression' in value;

/** A span of days that moves with today; `at` are its first and last day. */
export type Span = { key: string; first?: string; last?: string };
const quarter = '(month(today()) - 1) mod 3';
export const spans: Span[] = [
  { key: 'today', first: 'today()', last: 'today()' },
  { key: 'yesterday', first: 'today() - days(1)', last: 'today() - days(1)' },
  { key: 'tomorrow', first: 'today() + days(1)', last: 'today() + days(1)' },
  { key: 'thisWeek', first: 'today() - days(weekday(today()) - 1)', last: 'today() + days(7 - weekday(today()))' },
  { key: 'nextWeek', first: 'today() + days(8 - weekday(today()))', last: 'today() + days(14 - weekday(today()))' },
  { key: 'thisMonth', first: 'month_start(today())', last: 'month_end(today())' },
  { key: 'lastMonth', first: 'month_start(today() - months(1))', last: 'month_end(today() - months(1))' },
  { key: 'nextMonth', first: 'month_start(today() + months(1))', last: 'month_end(today() + months(1))' },
  { key: 'thisQuarter', first: `month_start(today() - months(${quarter}))`, last: `month_end(today() + months(2 - ${quarter}))` },
  { key: 'thisYear', first: 'month_start(today() - months(month(today()) - 1))', last: 'month_end(today() + months(12 - month(today())))' },
  { key: 'last7', first: 'today() - days(7)', last: 'today()' },
  { key: 'last30', first: 'today() - days(30)', last: 'today()' },
  { key: 'next7', first: 'today()', last: 'today() + days(7)' },
  { key: 'next30', first: 'today()', last: 'today() + days(30)' },
  { key: 'past', last: 'today()' },
  { key: 'future', first: 'today()' },
];
const bare = (text: string) => text.replace(/\s+/g, '');
const isSame = (a: unknown, b: string | undefined) => isExpression(a) && b !== undefined && bare(a.expression) === bare(b);

/** Instants are compared with the first moment of a day. */
const dayStart = (day: string) => `datetime_at(${day}, 00:00)`;

/** The condition that a span stands for. */
export function spanCondition(path: string, key: string, instant: boolean): Condition {
  const span = spans.find((one) => one.key === key)!;
  const of = (expression: string) => ({ expression });
  if (key === 'past') return { path, operator: '<', value: of(instant ? 'now()' : 'today()') };
  if (key === 'future') return { path, operator: '>', value: of(instant ? 'now()' : 'today()') };
  if (span.first === span.last && !instant) return { path, operator: '=', value: of(span.first!) };
  return { path, operator: 'between', value: instant ? [of(dayStart(span.first!)), of(dayStart(`${span.last} + days(1)`))] : [of(span.first!), of(span.last!)] };
}

/** The span that a condition is, if it is one. */
export function spanOf(condition: Condition): string | undefined {
  const { operator, value } = condition;
  if (operator === '<' && (isSame(value, 'today()') || isSame(value, 'now()'))) return 'past';
  if (operator === '>' && (isSame(value, 'today()') || isSame(value, 'now()'))) return 'future';
  if (operator === '=') return spans.find((span) => span.first === span.last && isSame(value, span.first))?.key;
  if (operator !== 'between' || !Array.isArray(value)) return undefined;
  return spans.find(
    (span) => span.first && span.last && ((isSame(value[0], span.first) && isSame(value[1], span.last)) || (isSame(value[0], dayStart(span.first)) && isSame(value[1], dayStart(`${span.last} + days(1)`)))),
  )?.key;
}

/** What the editor shows for a condition: single values of choices and records are lists of one. */
export function chosenOperator(condition: Condition, field: FieldMeta): Operator {
  const kind = kindOf(field);
  if ((kind === 'date' || kind === 'instant') && spanOf(condition)) return 'within';
  if (kind === 'record' && isExpression(condition.value) && condition.value.expression === 'user') return 'is me';
  if ((kind === 'choice' || kind === 'record') && condition.operator === '=') return 'in';
  if ((kind === 'choice' || kind === 'record') && condition.operator === '<>') return 'not in';
  return condition.operator;
}

export const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : value === undefined || value === null || value === '' ? [] : [String(value)]);

/** A new condition on a field: the operator that people mean first. */
export function firstCondition(field: FieldMeta): Condition {
  const kind = kindOf(field);
  const path = pathOf(field);
  if (kind === 'date' || kind === 'instant') return spanCondition(path, 'thisMonth', kind === 'instant');
  if (kind === 'boolean') return { path, operator: '=', value: true };
  return { path, operator: byKind[kind][0]!, value: takesMany(byKind[kind][0]!) ? [] : undefined };
}

/** Records are compared by their id. */
export const pathOf = (field: FieldMeta) => (kindOf(field) === 'record' ? `${field.name}.id` : field.name);

export const isComplete = (condition: Condition): boolean => {
  const { operator, value } = condition;
  if (!takesValue(operator)) return true;
  if (operator === 'between') return Array.isArray(value) && value.length === 2 && value.every((one) => one !== '' && one !== null && one !== undefined);
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== '';
};

/** What is not filled in yet is not asked for. */
export function complete(group: ConditionGroup): ConditionGroup {
  return {
    match: group.match,
    conditions: group.conditions.flatMap((one): (Condition | ConditionGroup)[] => {
      if (!isGroup(one)) return isComplete(one) ? [one] : [];
      const inner = complete(one);
      return inner.conditions.length > 0 ? [inner] : [];
    }),
  };
}

export const opposite = (match: ConditionGroup['match']): ConditionGroup['match'] => (match === 'all' ? 'any' : 'all');

/** A group with one of its parts changed, or taken out; null: nothing is left of it. */
export function replaced(group: ConditionGroup, at: number, one: Condition | ConditionGroup | null): ConditionGroup | null {
  const conditions = one ? group.conditions.map((each, i) => (i === at ? one : each)) : group.conditions.filter((_, i) => i !== at);
  return conditions.length > 0 ? { ...group, conditions } : null;
}

/** A group of one condition is that condition; a group of one group is that group. */
export function settled(group: ConditionGroup): Condition | ConditionGroup {
  const [only, ...others] = group.conditions;
  return only && others.length === 0 ? (isGroup(only) ? settled(only) : only) : group;
}
