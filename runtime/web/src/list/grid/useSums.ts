import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityMeta } from '../../api/meta.ts';
import { useAggregate } from '../../api/records.ts';
import { formatMoney, formatNumber, formatPercent } from '../../i18n/formats.ts';
import { useApp } from '../../shell/app.ts';
import type { Column } from '../state/columns.ts';

export type Sum = { kind: 'sum' | 'average'; text: string /** In words, with every currency where there are several. */; full: string };

const summed = new Set(['money', 'integer', 'decimal']);
const averaged = new Set(['percent', 'rating']);
/** Derived when read, they cannot be added up by the database. */
const stored = (column: Column) => column.field.origin !== 'computedOnRead';

/** Sums and averages of the whole result, not of what is loaded. Money of several currencies is never added together. */
export function useSums(entity: EntityMeta, columns: Column[], params: { filter?: string; $search?: string }, enabled: boolean): { count: number | undefined; sums: Map<string, Sum> } {
  const { name: app, meta, language } = useApp();
  const { t } = useTranslation('list');
  const money = columns.filter((column) => column.field.type === 'money' && stored(column));
  const currency = entity.fields.find((field) => field.type === 'currency' && field.origin !== 'computedOnRead');
  const plain = columns.filter((column) => stored(column) && (averaged.has(column.field.type) || (summed.has(column.field.type) && !(currency && column.field.type === 'money'))));
  const steps = plain.map((column, i) => `${column.field.property} with ${averaged.has(column.field.type) ? 'average' : 'sum'} as a${i}`);
  const whole = useAggregate(app, entity.name, { ...params, $apply: `aggregate(${[...steps, '$count as n'].join(',')})` }, enabled);
  const byCurrency = useAggregate(
    app,
    entity.name,
    { ...params, $apply: currency ? `groupby((${currency.property}),aggregate(${[...money.map((column, i) => `${column.field.property} with sum as a${i}`), '$count as n'].join(',')}))` : '' },
    enabled && currency !== undefined && money.length > 0,
  );
  return useMemo(() => {
    const sums = new Map<string, Sum>();
    const add = (column: Column, kind: Sum['kind'], text: string, full = text) => sums.set(column.name, { kind, text, full: `${column.label}: ${t(kind)} ${full}` });
    const row = whole.data?.[0];
    plain.forEach((column, i) => {
      const value = row?.[`a${i}`];
      if (value === null || value === undefined) return;
      const { type, scale } = column.field;
      const text =
        type === 'money'
          ? formatMoney(value as number, language, meta.currency)
          : type === 'percent'
            ? formatPercent(value as number, language, 0)
            : formatNumber(value as number, language, { scale: averaged.has(type) ? 1 : (scale ?? 0) });
      add(column, averaged.has(type) ? 'average' : 'sum', text);
    });
    if (currency)
      money.forEach((column, i) => {
        const each = (byCurrency.data ?? [])
          .filter((group) => Number(group[`a${i}`] ?? 0) !== 0)
          .sort((a, b) => Number(b.n) - Number(a.n))
          .map((group) => formatMoney(group[`a${i}`] as number, language, (group[currency.property] as string) || meta.currency));
        if (each.length === 1) add(column, 'sum', each[0]!);
        else if (each.length > 1) add(column, 'sum', `${each[0]} +${each.length - 1}`, t('currencies', { first: each[0], others: each.slice(1).join(t('condition.listSeparator')), count: each.length - 1 }));
      });
    return { count: row ? Number(row.n) : undefined, sums };
  }, [whole.data, byCurrency.data, plain, money, currency, language, meta.currency, t]);
}
