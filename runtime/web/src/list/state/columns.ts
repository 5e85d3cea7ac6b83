import { useMemo } from 'react';
import { type EntityMeta, type FieldMeta, type FieldType, fieldOf, type Label } from '../../api/meta.ts';
import { useSetting } from '../../api/settings.ts';
import { useApp } from '../../shell/app.ts';
import type { ListView } from './views.ts';

export type Column = {
  field: FieldMeta;
  name: string;
  label: string;
  /** Px; the first takes what is left unless it was given a width. */
  width: number;
  grows: boolean;
  numeric: boolean;
  sortable: boolean;
  /** The one that records are called by. */
  isTitle: boolean;
};

type Prefs = { order?: string[]; widths?: Record<string, number> };

export const MIN_WIDTH = 56;
export const MAX_WIDTH = 800;
const TITLE_WIDTH = 240;
const WIDTHS: Partial<Record<FieldType, number>> = {
  lookup: 208,
  user: 140,
  money: 132,
  percent: 88,
  integer: 96,
  decimal: 104,
  rating: 96,
  date: 120,
  datetime: 152,
  time: 80,
  duration: 112,
  choice: 120,
  boolean: 88,
  phone: 144,
  email: 208,
  url: 200,
  autoNumber: 112,
  currency: 88,
  personName: 140,
  address: 240,
  tags: 160,
  multiChoice: 160,
  longText: 240,
};
const numeric = new Set<FieldType>(['integer', 'decimal', 'money', 'percent', 'duration']);
const unsortable = new Set<FieldType>(['tags', 'multiChoice', 'childList', 'manyToMany', 'address', 'file', 'image', 'geo', 'json', 'richText']);
const unseen = new Set<FieldType>(['childList', 'json', 'richText']);

export const isNumeric = (field: FieldMeta) => numeric.has(field.type);
export const isSortable = (field: FieldMeta) => !unsortable.has(field.type);
/** What a list has a column for. */
export const canBeColumn = (field: FieldMeta) => !unseen.has(field.type) && field.type !== 'id' && field.name !== 'version';

/** The columns of these fields, the name before the others. */
export const columnsOf = (entity: EntityMeta, names: string[], text: (label: Label | undefined) => string, widths: Record<string, number> = {}): Column[] =>
  withTitle(entity, names).flatMap((name): Column[] => {
    const field = fieldOf(entity, name);
    if (!field) return [];
    const isTitle = field.name === entity.display;
    const own = widths[field.name];
    return [
      {
        field,
        name: field.name,
        label: text(field.label),
        width: own ?? (isTitle ? TITLE_WIDTH : (WIDTHS[field.type] ?? 168)),
        grows: isTitle && own === undefined,
        numeric: isNumeric(field),
        sortable: isSortable(field),
        isTitle,
      },
    ];
  });

/** The columns of a view as its user left them. */
export function useColumns(entity: EntityMeta, view: ListView) {
  const { name: app, text } = useApp();
  const [all, save] = useSetting<Record<string, Prefs>>(app, `columns.${entity.name}`, NONE);
  const prefs = all[view.key];
  const columns = useMemo(() => {
    return columnsOf(entity, prefs?.order ?? view.columns, text, prefs?.widths);
  }, [entity, view.columns, prefs, text]);
  const change = (next: Prefs | undefined) => {
    const { [view.key]: _, ...rest } = all;
    save(next ? { ...rest, [view.key]: next } : rest);
  };
  return {
    columns,
    changed: prefs !== undefined,
    setOrder: (order: string[]) => change({ ...prefs, order }),
    resize: (name: string, width: number) => change({ ...prefs, widths: { ...prefs?.widths, [name]: Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width))) } }),
    reset: () => change(undefined),
  };
}

const NONE: Record<string, Prefs> = {};

/** The name comes first: rows are read by it. */
function withTitle(entity: EntityMeta, names: string[]): string[] {
  return fieldOf(entity, entity.display) ? [entity.display, ...names.filter((name) => name !== entity.display)] : names;
}

/** Moved by `by` places, never before the name. */
export function moved(columns: Column[], name: string, by: number): string[] {
  const names = columns.map((column) => column.name);
  const from = names.indexOf(name);
  const first = columns[0]?.isTitle ? 1 : 0;
  const to = Math.max(first, Math.min(names.length - 1, from + by));
  if (from < first || from === to) return names;
  names.splice(from, 1);
  names.splice(to, 0, name);
  return names;
}
