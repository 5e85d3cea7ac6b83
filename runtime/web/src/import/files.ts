import { saveFile } from '../ui/saveFile.ts';
import type { Report } from './requests.ts';

const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
/** With a byte order mark, so that spreadsheets take it for UTF-8. */
export const csv = (rows: string[][]) => new Blob([`\uFEFF${rows.map((row) => `${row.map(cell).join()}\r\n`).join('')}`], { type: 'text/csv;charset=utf-8' });

/** The refused rows as they stood in the file, with why: to be mended and imported again. The column headed @ is left out then. */
export function saveRefused(report: Report, name: string, why: string) {
  if (!report.header) return saveFile(new Blob([report.rows.map((row) => `${row.cells.join()}\n`).join('')], { type: 'application/x-ndjson' }), `${name}.ndjson`);
  const width = Math.max(report.header.length, ...report.rows.map((row) => row.cells.length));
  const columns = Array.from({ length: width }, (_, i) => i).filter((i) => !report.header![i]?.startsWith('@'));
  const reasons = new Map<number, string[]>();
  for (const one of report.rejected) reasons.set(one.line, [...(reasons.get(one.line) ?? []), one.column ? `${one.column}: ${one.message}` : one.message]);
  const rows = report.rows.map((row) => [...columns.map((i) => row.cells[i] ?? ''), (reasons.get(row.line) ?? []).join(' / ')]);
  saveFile(csv([[...columns.map((i) => report.header![i] ?? ''), `@${why}`], ...rows]), `${name}.csv`);
}
