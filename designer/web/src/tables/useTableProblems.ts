import { useQuery } from '@tanstack/react-query';
import { type Diagnostic, post, useDraft } from '../draft/index.ts';
import { offsetAt, type Structure, type Table } from '../rules/structure.ts';

const none: Diagnostic[] = [];

/** What is wrong with a table, and in which of its rows: gaps, rows that apply together, rows that never do, mistakes in cells. */
export function useTableProblems(path: string, structure: Structure & { of: string }, table: Table) {
  const { store } = useDraft();
  const text = structure.of;
  const found = useQuery({
    queryKey: ['design', store.app, 'table-problems', path, text, document.documentElement.lang],
    queryFn: async ({ signal }) => (await post<{ diagnostics: Diagnostic[] }>(store.app, 'language/diagnostics', { path, text }, signal)).diagnostics,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    placeholderData: (before) => before,
  });
  const startOf = (one: Diagnostic) => offsetAt(text, one.line, one.column);
  // Of a text before this one, places are places of nothing.
  const all = found.isPlaceholderData ? none : (found.data ?? none).filter((one) => startOf(one) >= table.span.start && startOf(one) <= table.span.end);
  const rows = new Map<number, Diagnostic[]>();
  for (const one of all) {
    const row = table.rows.findIndex((each) => startOf(one) >= each.span.start && startOf(one) <= each.span.end);
    if (row >= 0) rows.set(row, [...(rows.get(row) ?? []), one]);
  }
  return { all, rows, startOf };
}
