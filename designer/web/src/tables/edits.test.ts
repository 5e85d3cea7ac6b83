import { describe, expect, it } from 'vitest';
import { applyEdits, type Part, type Table } from '../rules/structure.ts';
import { addColumn, addOtherwise, addRows, asWritten, moveRow, parseCells, pasteCells, removeColumn, removeRow, setCell, setHit } from './edits.ts';

const text = `table cap(rank: text, quantity: int) returns decimal {
  | "A" | >= 100 => 20 | // key accounts
  | "B" | -      => 5  |
  | otherwise    => 0  |
}
`;
const spell = (word: string) => word;

/** The parts of the text above, as the server tells them. */
function parts(of: string): Table {
  const part = (needle: string, from = 0): Part => {
    const start = of.indexOf(needle, from);
    return { text: needle, span: { start, length: needle.length, end: start + needle.length } };
  };
  const rows = [...of.matchAll(/^ {2}\|.*\|/gm)].map((match) => {
    const start = match.index + 2;
    const line = match[0].slice(2);
    const [left, right] = line.split('=>') as [string, string];
    const otherwise = left.includes('otherwise');
    let at = start;
    const cells = otherwise
      ? []
      : left
          .slice(1)
          .split('|')
          .map((cell) => {
            const found = part(cell.trim(), at);
            at = found.span.end;
            return found;
          });
    return { span: { start, length: line.length, end: start + line.length }, otherwise, cells, result: part(right.replace('|', '').trim(), start + left.length) };
  });
  const close = of.lastIndexOf('}');
  const columns = [part('rank: text'), part('quantity: int')].map((one) => ({ span: one.span, name: part(one.text.split(':')[0]!), type: part(one.text.split(': ')[1]!, one.span.start) }));
  const type = part('decimal');
  return {
    name: part('cap'),
    span: { start: 0, length: close + 1, end: close + 1 },
    columns,
    closeColumns: of.indexOf(')'),
    type,
    hit: 'first',
    hitSpan: { start: type.span.end, length: 0, end: type.span.end },
    open: of.indexOf('{'),
    close,
    rows,
  };
}
const table = parts(text);
const lines = (of: string) => of.split('\n');

describe('a decision table', () => {
  it('changes one cell and nothing besides', () => {
    const next = applyEdits(text, setCell(text, table, { row: 0, column: 1 }, '>= 50'));
    expect(lines(next)[1]).toBe('  | "A" | >= 50  => 20 | // key accounts');
    expect(lines(next).filter((line, i) => line !== lines(text)[i])).toHaveLength(1);
    expect(applyEdits(text, setCell(text, table, { row: 1, column: 0 }, ''))).toContain('| -   | -');
    expect(applyEdits(text, setCell(text, table, { row: 2, column: 2 }, '1'))).toContain('otherwise    => 1  |');
    expect(setCell(text, table, { row: 2, column: 2 }, ' ')).toEqual([]);
  });

  it('adds rows behind a remark and before what applies otherwise', () => {
    expect(lines(applyEdits(text, addRows(text, table, 0, [{ cells: ['"C"', '-'], result: '1' }])))[2]).toBe('  | "C" | - => 1 |');
    expect(lines(applyEdits(text, addRows(text, table, 9, [{ cells: ['"C"', '-'], result: '1' }])))[3]).toBe('  | "C" | - => 1 |');
    const none = text.replace(/^ {2}\|.*\n/gm, '');
    expect(applyEdits(none, addRows(none, parts(none), 0, [{ cells: ['"C"', '-'], result: '1' }]))).toContain('{\n  | "C" | - => 1 |\n}');
  });

  it('moves and removes rows, and leaves the last where it is', () => {
    expect(lines(applyEdits(text, moveRow(text, table, 1, 0))).slice(1, 3)).toEqual(['  | "B" | -      => 5  | // key accounts', '  | "A" | >= 100 => 20 |']);
    expect(moveRow(text, table, 0, 2)).toEqual([]);
    expect(lines(applyEdits(text, removeRow(text, table.rows[1]!)))).toHaveLength(lines(text).length - 1);
    const short = applyEdits(text, removeRow(text, table.rows[2]!));
    expect(applyEdits(short, addOtherwise(short, parts(short), '9', spell))).toContain('  | otherwise => 9 |\n}');
  });

  it('takes another policy and other columns', () => {
    expect(applyEdits(text, setHit(table, 'collect sum', spell))).toContain('returns decimal hit collect sum {');
    const wider = applyEdits(text, addColumn(table, 'vip', 'bool'));
    expect(wider).toContain('quantity: int, vip: bool)');
    expect(wider).toContain('| "A" | >= 100 | - => 20 |');
    const narrow = applyEdits(text, removeColumn(table, 0));
    expect(narrow).toContain('cap(quantity: int)');
    expect(narrow).toContain('  | >= 100 => 20 |');
    expect(applyEdits(text, removeColumn(table, 1))).toContain('cap(rank: text)');
  });

  it('reads what spreadsheets copy', () => {
    expect(parseCells('A\t1\r\nB\t"2\n3"\r\n')).toEqual([
      ['A', '1'],
      ['B', '2\n3'],
    ]);
    expect(parseCells('"A"\t"say ""x"""')).toEqual([['"A"', 'say "x"']]);
    expect([asWritten('青山', 'text', false), asWritten('１，２００', 'int', false), asWritten('2026/4/1', 'date?', false), asWritten('', 'text', false), asWritten('in {"A"}', 'text', false)]).toEqual([
      '"青山"',
      '1200',
      '2026-04-01',
      '-',
      'in {"A"}',
    ]);
  });

  it('pastes over cells and on into new rows', () => {
    const next = applyEdits(text, pasteCells(text, table, { row: 1, column: 0 }, parseCells('C\t< 10\t7\nD\t\t8')));
    expect(lines(next).slice(2, 5)).toEqual(['  | "C" | < 10   => 7  |', '  | "D" | - => 8 |', '  | otherwise    => 0  |']);
  });
});
