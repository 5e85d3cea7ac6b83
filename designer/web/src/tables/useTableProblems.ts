import type { Diagnostic } from '../draft/index.ts';
import { offsetAt, type Structure, type Table } from '../rules/structure.ts';
import { useTold } from '../rules/told.ts';

/** What is wrong with a table, and in which of its rows: gaps, rows that apply together, rows that never do, mistakes in cells. */
export function useTableProblems(path: string, structure: Structure & { of: string }, table: Table) {
  const text = structure.of;
  const told = useTold(path, text);
  const startOf = (one: Diagnostic) => offsetAt(text, one.line, one.column);
  const all = (told?.diagnostics ?? []).filter((one) => startOf(one) >= table.span.start && startOf(one) <= table.span.end);
  const rows = new Map<number, Diagnostic[]>();
  for (const one of all) {
    const row = table.rows.findIndex((each) => startOf(one) >= each.span.start && startOf(one) <= each.span.end);
    if (row >= 0) rows.set(row, [...(rows.get(row) ?? []), one]);
  }
  return { all, rows, startOf };
}
