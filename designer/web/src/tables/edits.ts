import { indentAt, removeLines, replace, type Table, type TableRow, type TextEdit } from '../rules/structure.ts';
import type { Spell } from '../rules/words.ts';

/** Changes of a decision table as changes of its text; what is not touched stays as it is written. */

/** A cell: row and column from 0, the result behind the last column. */
export type Place = { row: number; column: number };

export const isResult = (table: Table, column: number) => column >= table.columns.length;
export const cellText = (table: Table, { row, column }: Place): string => {
  const of = table.rows[row];
  return !of ? '' : isResult(table, column) ? of.result.text : (of.cells[column]?.text ?? '');
};

/** A text that can stand in a cell: no bar or line break can, and nothing is "any". */
export const tidyCell = (text: string, result: boolean): string => text.replace(/[\r\n\t]+/g, ' ').trim() || (result ? '' : '-');

export function setCell(text: string, table: Table, place: Place, value: string): TextEdit[] {
  const row = table.rows[place.row];
  const part = row && (isResult(table, place.column) ? row.result : row.cells[place.column]);
  const next = tidyCell(value, isResult(table, place.column));
  if (!part || !next || next === part.text) return [];
  // What follows keeps its column, where there are blanks enough.
  const blanks = /^ */.exec(text.slice(part.span.end))![0].length - 1;
  const taken = Math.max(0, Math.min(blanks, next.length - part.text.length));
  return [{ start: part.span.start, length: part.span.length + taken, newText: next.padEnd(part.text.length) }];
}

const rowText = (cells: readonly string[], result: string) => `| ${cells.join(' | ')} => ${result} |`;

/** Rows behind another, or before what applies otherwise; each with its cells and its result. */
export function addRows(text: string, table: Table, behind: number, rows: readonly { cells: string[]; result: string }[]): TextEdit[] {
  if (table.close === undefined || rows.length === 0) return [];
  const last = table.rows.findLastIndex((row) => !row.otherwise);
  const at = Math.min(behind, last);
  const lines = rows.map((row) => rowText(row.cells, row.result));
  const own = at >= 0 ? table.rows[at] : undefined;
  if (own) {
    const end = lineEnd(text, own.span.end);
    return [{ start: end, length: 0, newText: lines.map((line) => `\n${indentAt(text, own.span.start)}${line}`).join('') }];
  }
  const first = table.rows[0];
  const indent = first ? indentAt(text, first.span.start) : `${indentAt(text, table.span.start)}  `;
  if (first) return [{ start: first.span.start, length: 0, newText: lines.map((line) => `${line}\n${indent}`).join('') }];
  return [{ start: table.open + 1, length: table.close - table.open - 1, newText: `${lines.map((line) => `\n${indent}${line}`).join('')}\n${indentAt(text, table.span.start)}` }];
}

/** A remark behind a row stays behind it. */
function lineEnd(text: string, from: number): number {
  const rest = /^[ \t]*(?:\/\/[^\n]*)?/.exec(text.slice(from))![0];
  return rest.includes('//') ? from + rest.length : from;
}

export const addOtherwise = (text: string, table: Table, result: string, spell: Spell): TextEdit[] => {
  if (table.close === undefined || table.rows.some((row) => row.otherwise)) return [];
  let start = table.close;
  while (start > 0 && /\s/.test(text[start - 1]!)) start--;
  const indent = indentAt(text, table.span.start);
  return [{ start, length: table.close - start, newText: `\n${indent}  | ${spell('otherwise')} => ${result} |\n${indent}` }];
};

export const removeRow = (text: string, row: TableRow): TextEdit[] => [removeLines(text, row.span)];

/** Rows in another order: each place takes the text of the row that comes there. */
export function moveRow(text: string, table: Table, from: number, to: number): TextEdit[] {
  if (table.rows[from]?.otherwise || table.rows[to]?.otherwise) return [];
  const order = table.rows.map((_, i) => i);
  const [moved] = order.splice(from, 1);
  order.splice(to, 0, moved!);
  return table.rows.flatMap((place, i) => (order[i] === i ? [] : [replace(place.span, text.slice(table.rows[order[i]!]!.span.start, table.rows[order[i]!]!.span.end))]));
}

export function setHit(table: Table, hit: string, spell: Spell): TextEdit[] {
  const words = `${spell('hit')} ${hit.split(' ').map(spell).join(' ')}`;
  return [{ start: table.hitSpan.start, length: table.hitSpan.length, newText: table.hitSpan.length > 0 ? words : ` ${words}` }];
}

/** A column more: whatever the argument is, in every row. */
export function addColumn(table: Table, name: string, type: string): TextEdit[] {
  const lead = table.columns.length > 0 ? ', ' : '';
  return [{ start: table.closeColumns, length: 0, newText: `${lead}${name}: ${type}` }, ...table.rows.flatMap((row) => (row.cells.length > 0 ? [{ start: row.cells.at(-1)!.span.end, length: 0, newText: ' | -' }] : []))];
}

export function removeColumn(table: Table, column: number): TextEdit[] {
  if (table.columns.length < 2) return [];
  const cut = (parts: { span: { start: number; end: number; length: number } }[]): TextEdit[] => {
    const part = parts[column];
    if (!part) return [];
    const next = parts[column + 1];
    if (next) return [{ start: part.span.start, length: next.span.start - part.span.start, newText: '' }];
    const before = parts[column - 1]!;
    return [{ start: before.span.end, length: part.span.end - before.span.end, newText: '' }];
  };
  return [...cut(table.columns), ...table.rows.flatMap((row) => (row.cells.length === table.columns.length ? cut(row.cells) : []))];
}

/** Cells as spreadsheets give them: tabs between, a line a row, quotes round what has either in it. */
export function parseCells(pasted: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const source = pasted.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (let i = 0; i < source.length; i++) {
    const char = source[i]!;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (source[i + 1] === '"') cell += source[++i];
      else quoted = false;
    } else if (char === '"' && cell === '' && closes(source, i)) quoted = true;
    else if (char === '\t' || char === '\n') {
      rows.at(-1)!.push(cell);
      cell = '';
      if (char === '\n') rows.push([]);
    } else cell += char;
  }
  rows.at(-1)!.push(cell);
  return rows;
}

/** Whether a quote is a spreadsheet's: only where its cell has a tab, a line break or a doubled quote in it. Else it is the language's own. */
function closes(source: string, from: number): boolean {
  for (let i = from + 1; i < source.length; i++) {
    if (source[i] !== '"') continue;
    if (source[i + 1] === '"') {
      i++;
      continue;
    }
    const inner = source.slice(from + 1, i);
    return /[\t\n]|""/.test(inner) && (i + 1 === source.length || source[i + 1] === '\t' || source[i + 1] === '\n');
  }
  return false;
}

/** A cell of a spreadsheet as the language has it: words of a text column in quotes, numbers without their grouping. */
export function asWritten(cell: string, type: string, result: boolean): string {
  const text = cell.normalize('NFKC').trim();
  if (text === '' || text === '*') return tidyCell('', result);
  const kind = type.replace(/\?$/, '').trim();
  if (kind === 'text' || kind === 'テキスト') return /^(?:["{[(<>=-]|in\b|not\b|is\b|r")/.test(text) ? text : `"${cell.trim().replace(/[\\"{}]/g, '\\$&')}"`;
  if (['int', 'decimal', 'money', 'percent'].includes(kind))
    return text
      .replace(/^[¥$€]|%$/g, '')
      .replace(/(\d),(?=\d{3})/g, '$1')
      .replace(/^≥/, '>=')
      .replace(/^≤/, '<=');
  if (kind === 'date') return text.replace(/^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/, (_, y: string, m: string, d: string) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`);
  if (kind === 'bool') return text.toLowerCase();
  return text;
}

/** Puts pasted cells from a place on: over what stands there, then as rows behind the last. */
export function pasteCells(text: string, table: Table, from: Place, cells: readonly (readonly string[])[]): TextEdit[] {
  const columns = table.columns.length + 1;
  const types = [...table.columns.map((column) => column.type.text), table.type.text];
  const written = (row: readonly string[], column: number) => asWritten(row[column - from.column] ?? '', types[column]!, column === columns - 1);
  const edits: TextEdit[] = [];
  const more: { cells: string[]; result: string }[] = [];
  const plain = table.rows.filter((row) => !row.otherwise).length;
  cells.forEach((row, i) => {
    const at = from.row + i;
    const given = Array.from({ length: columns }, (_, column) => (column >= from.column && column < from.column + row.length ? written(row, column) : null));
    if (at < plain) {
      edits.push(...given.flatMap((value, column) => (value === null ? [] : setCell(text, table, { row: at, column }, value))));
      return;
    }
    const model = table.rows[Math.max(0, plain - 1)];
    more.push({ cells: given.slice(0, -1).map((value) => value ?? '-'), result: given.at(-1) || model?.result.text || '0' });
  });
  return [...edits, ...addRows(text, table, plain - 1, more)];
}

/** Cells as spreadsheets take them. */
export const copyCells = (table: Table, row: number): string =>
  [...table.columns.map((_, column) => cellText(table, { row, column })), table.rows[row]?.result.text ?? ''].map((cell) => (cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t');
