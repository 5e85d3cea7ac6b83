import { type EntityMeta, type FieldMeta, fieldOf } from '../api/meta.ts';
import { csv } from './files.ts';
import type { Refusal, Report } from './requests.ts';

/** What stands for a value of the file that the app does not know, by field and value: an option's value, a record's id, or "" for nothing. */
export type Mends = Record<string, Record<string, string>>;
/** A value that kept rows out, and how many. */
export type Unknown = { field: FieldMeta; value: string; rows: number };

const known = new Set(['choice', 'lookup', 'user']);

/** Where the field's value stands in a row; -1: in no column of its own. */
const placeOf = (field: FieldMeta, targets: readonly (string | null)[]) => targets.indexOf(field.name);

/** Values of choices and lookups that were not recognised, the most frequent first. */
export function unknownIn(entity: EntityMeta, report: Report, targets: readonly (string | null)[]): Unknown[] {
  const rows = new Map(report.rows.map((row) => [row.line, row.cells]));
  const found = new Map<string, Unknown>();
  for (const { line, column } of report.rejected) {
    // The server names the column as the file does, or the field where no column is to blame.
    const at = column === null ? -1 : (report.header?.indexOf(column) ?? -1);
    const field = fieldOf(entity, (at >= 0 ? targets[at] : column) ?? '');
    const value = field && known.has(field.type) ? rows.get(line)?.[at >= 0 ? at : placeOf(field, targets)]?.trim() : undefined;
    if (!field || !value) continue;
    const key = `${field.name}\n${value}`;
    const before = found.get(key);
    if (before) before.rows++;
    else found.set(key, { field, value, rows: 1 });
  }
  return [...found.values()].sort((a, b) => b.rows - a.rows);
}

/** The refused rows that a mend changes, as a file of the same columns, and the line of each in the file that they came from; null: none. */
export function mendedRows(entity: EntityMeta, report: Report, targets: readonly (string | null)[], mends: Mends): { file: File; lines: Map<number, number> } | null {
  if (!report.header) return null;
  const changes = Object.entries(mends).flatMap(([name, values]) => {
    const field = fieldOf(entity, name);
    return field ? [{ at: placeOf(field, targets), values }] : [];
  });
  const width = Math.max(report.header.length, targets.length);
  const lines = new Map<number, number>();
  const rows = [Array.from({ length: width }, (_, i) => report.header![i] ?? '')];
  let next = 2;
  for (const row of report.rows) {
    const cells = Array.from({ length: width }, (_, i) => row.cells[i] ?? '');
    let isMended = false;
    for (const { at, values } of changes) {
      const instead = values[cells[at]?.trim() ?? ''];
      if (instead === undefined) continue;
      cells[at] = instead;
      isMended = true;
    }
    if (!isMended) continue;
    rows.push(cells);
    lines.set(next, row.line);
    // A line break within a cell is one of the file, too.
    next += 1 + cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
  }
  return lines.size > 0 ? { file: new File([csv(rows)], 'mended.csv', { type: 'text/csv' }), lines } : null;
}

/** What became of a file and of its mended rows, as one. */
export function together(first: Report, second: Report, lines: ReadonlyMap<number, number>): Report {
  const mended = new Set(lines.values());
  const back = <T extends { line: number }>(one: T): T => ({ ...one, line: lines.get(one.line) ?? one.line });
  const inOrder = <T extends { line: number }>(before: T[], after: T[]) => [...before.filter((one) => !mended.has(one.line)), ...after.map(back)].sort((a, b) => a.line - b.line);
  return {
    ...first,
    created: first.created + second.created,
    updated: first.updated + second.updated,
    unchanged: first.unchanged + second.unchanged,
    rejected: inOrder<Refusal>(first.rejected, second.rejected),
    rows: inOrder(first.rows, second.rows),
  };
}
