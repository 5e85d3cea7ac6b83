import type { TFunction } from 'i18next';
import { type Condition, type ConditionGroup, type EntityMeta, type FieldMeta, inLanguage, type Meta } from '../../api/meta.ts';
import { formatDate, formatDateTime, formatMoney, formatNumber, formatPercent } from '../../i18n/formats.ts';
import { chosenOperator, isExpression, isGroup, kindOf, listOf, resolve, spanOf } from './model.ts';

export type Words = { t: TFunction; meta: Meta; language: string; timeZone: string /** Titles of records by id. */; titles: ReadonlyMap<string, string> };

/** A condition as a chip says it. */
export function describe(condition: Condition, entity: EntityMeta, words: Words): string {
  const { t, meta, language } = words;
  const found = resolve(meta, entity, condition.path);
  if (!found) return `${condition.path} ${condition.operator}`;
  const { field } = found;
  const name = found.fields.map((one) => inLanguage(one.label, language, meta)).join(t('list:condition.pathSeparator'));
  const span = spanOf(condition);
  if (span) return t(`list:condition.as.${span === 'past' ? 'past' : span === 'future' ? 'future' : 'within'}`, { field: name, value: t(`list:condition.span.${span}`) });
  const operator = chosenOperator(condition, field);
  if (field.type === 'boolean') return t(`list:condition.as.${(condition.operator === '=') === (condition.value === true) ? 'true' : 'false'}`, { field: name });
  if (operator === 'between' && Array.isArray(condition.value)) return t('list:condition.as.between', { field: name, from: one(condition.value[0], field, words), to: one(condition.value[1], field, words) });
  const value = (Array.isArray(condition.value) ? condition.value : listOf(condition.value).length > 0 || isExpression(condition.value) ? [condition.value] : [])
    .map((each) => one(each, field, words))
    .join(t('list:condition.listSeparator'));
  return t(`list:condition.as.${key(operator)}`, { field: name, value });
}

const keys: Record<string, string> = { '=': 'is', '<>': 'isNot', '<': 'less', '<=': 'lessOrEqual', '>': 'more', '>=': 'moreOrEqual' };
/** Operators as texts are kept by. */
export const key = (operator: string) => keys[operator] ?? operator.replace(/[ _](\w)/g, (_, c: string) => c.toUpperCase());

function one(value: unknown, field: FieldMeta, words: Words): string {
  const { meta, language, t } = words;
  if (isExpression(value)) return value.expression === 'user' ? t('list:condition.me') : value.expression === 'today()' ? t('list:condition.span.today') : value.expression;
  const kind = kindOf(field);
  if (kind === 'choice' || kind === 'set') {
    const option = field.options?.find((each) => each.value === value);
    return option ? inLanguage(option.label, language, meta) : String(value);
  }
  if (kind === 'record') return words.titles.get(String(value)) ?? '…';
  if (kind === 'date') return formatDate(String(value), language);
  if (kind === 'instant') return formatDateTime(String(value), language, words.timeZone);
  if (field.type === 'money') return formatMoney(value as number, language, meta.currency);
  if (field.type === 'percent') return formatPercent(value as number, language);
  if (kind === 'number') return formatNumber(value as number, language);
  return String(value);
}

/** A group as a chip says it: its conditions joined by and, or. */
export function describeGroup(group: ConditionGroup, entity: EntityMeta, words: Words): string {
  const joint = words.t(group.match === 'all' ? 'list:condition.and' : 'list:condition.or');
  return group.conditions.map((inner) => (isGroup(inner) ? `(${describeGroup(inner, entity, words)})` : describe(inner, entity, words))).join(joint);
}

/** Ids of the records that conditions name, by the field that names them. */
export function namedRecords(group: ConditionGroup | null | undefined, entity: EntityMeta, meta: Meta): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const look = (inner: ConditionGroup) => {
    for (const each of inner.conditions) {
      if (isGroup(each)) look(each);
      else {
        const field = resolve(meta, entity, each.path)?.field;
        if (!field || kindOf(field) !== 'record') continue;
        const target = field.target ?? '$user';
        const ids = found.get(target) ?? new Set();
        for (const id of isExpression(each.value) ? [] : listOf(each.value)) ids.add(id);
        found.set(target, ids);
      }
    }
  };
  if (group) look(group);
  return found;
}
