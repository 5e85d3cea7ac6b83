import { useMemo } from 'react';
import { type EntityMeta, type FieldMeta, fieldOf, type Option } from '../api/meta.ts';
import { useAggregate } from '../api/records.ts';
import { formatMoney, formatNumber } from '../i18n/formats.ts';
import type { ListView } from '../list/state/views.ts';
import { useApp } from '../shell/app.ts';

export type BoardColumn = { value: string | null; label: string; color?: string /** An OData condition. */; filter: string; count: number; sum?: string; fullSum?: string };

export const valueFilter = (field: FieldMeta, value: string | null) => `${field.property} eq ${value === null ? 'null' : `'${value.replaceAll("'", "''")}'`}`;

/** The columns of a board: the options of its choice, and nothing chosen where there is such a thing. Counts and sums are of the whole, in each currency. */
export function useBoardColumns(entity: EntityMeta, view: Pick<ListView, 'columns' | 'groupBy'>, params: { filter?: string; $search?: string }, emptyLabel: string): { field: FieldMeta; columns: BoardColumn[] } {
  const { name: app, meta, text, language } = useApp();
  const field = fieldOf(entity, view.groupBy!)!;
  const money = useMemo(
    () => view.columns.map((name) => fieldOf(entity, name)).find((one) => one && (one.type === 'money' || one.type === 'integer' || one.type === 'decimal') && one.origin !== 'computedOnRead'),
    [view, entity],
  );
  const currency = money?.type === 'money' ? entity.fields.find((one) => one.type === 'currency' && one.origin !== 'computedOnRead') : undefined;
  const by = [field.property, ...(currency ? [currency.property] : [])].join(',');
  const groups = useAggregate(app, entity.name, { ...params, $apply: `groupby((${by}),aggregate(${money ? `${money.property} with sum as s,` : ''}$count as n))` });
  const columns = useMemo(() => {
    const of = (value: string | null, option?: Option): BoardColumn => {
      const mine = (groups.data ?? []).filter((group) => (group[field.property] ?? null) === value);
      const sums = mine
        .filter((group) => Number(group.s ?? 0) !== 0)
        .sort((a, b) => Number(b.n) - Number(a.n))
        .map((group) => (money?.type === 'money' ? formatMoney(group.s as number, language, (currency && (group[currency.property] as string)) || meta.currency) : formatNumber(group.s as number, language)));
      return {
        value,
        label: option ? text(option.label) : emptyLabel,
        color: option?.color,
        filter: valueFilter(field, value),
        count: mine.reduce((sum, group) => sum + Number(group.n), 0),
        sum: sums.length > 1 ? `${sums[0]} +${sums.length - 1}` : sums[0],
        fullSum: sums.length > 1 ? sums.join(' + ') : undefined,
      };
    };
    const empty = of(null);
    return [...(empty.count > 0 ? [empty] : []), ...(field.options ?? []).map((option) => of(option.value, option))];
  }, [groups.data, field, money, currency, meta.currency, language, text, emptyLabel]);
  return { field, columns };
}
