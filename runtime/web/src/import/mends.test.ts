import { describe, expect, it } from 'vitest';
import type { EntityMeta } from '../api/meta.ts';
import { mendedRows, together, unknownIn } from './mends.ts';
import type { Report } from './requests.ts';

const entity = { fields: ['name text', 'status choice', 'account lookup'].map((one) => ({ name: one.split(' ')[0], property: one.split(' ')[0], type: one.split(' ')[1] })) } as unknown as EntityMeta;
const targets = ['name', 'status', null, 'account'];
const report: Report = {
  created: 5,
  updated: 1,
  unchanged: 0,
  import: 'x',
  header: ['名前', '状態', '@メモ', '取引先'],
  rejected: [
    { line: 3, column: '状態', message: 'no such option' },
    { line: 5, column: 'status', message: 'no such option' },
    { line: 7, column: 'account', message: 'no such record' },
    { line: 9, column: null, message: 'a rule' },
  ],
  rows: [
    { line: 3, cells: ['a', '済', '', 'A'] },
    { line: 5, cells: ['b\nc', '済 ', '', 'A'] },
    { line: 7, cells: ['d', 'open', '', 'アクメ'] },
    { line: 9, cells: ['e', 'open', '', 'A'] },
  ],
};

describe('values that were not recognised', () => {
  it('are told once, the most frequent first, and nothing else is', () =>
    expect(unknownIn(entity, report, targets).map((one) => [one.field.name, one.value, one.rows])).toEqual([
      ['status', '済', 2],
      ['account', 'アクメ', 1],
    ]));

  it('are replaced in the rows that have them, which keep their columns', async () => {
    const { file, lines } = mendedRows(entity, report, targets, { status: { 済: 'done' } })!;
    expect((await file.text()).replace('\uFEFF', '')).toBe('名前,状態,@メモ,取引先\r\na,done,,A\r\n"b\nc",done,,A\r\n');
    expect([...lines]).toEqual([
      [2, 3],
      [3, 5],
    ]);
    expect(mendedRows(entity, report, targets, { status: { other: 'done' } })).toBeNull();
  });

  it('make one report with the rest: what still does not go in bears the line of the first file', () => {
    const second: Report = { ...report, created: 1, updated: 0, rejected: [{ line: 3, column: null, message: 'late' }], rows: [{ line: 3, cells: ['b', 'done', '', 'A'] }] };
    const both = together(
      report,
      second,
      new Map([
        [2, 3],
        [3, 5],
      ]),
    );
    expect(both.created).toBe(6);
    expect(both.rejected.map((one) => [one.line, one.message])).toEqual([
      [5, 'late'],
      [7, 'no such record'],
      [9, 'a rule'],
    ]);
    expect(both.rows.map((row) => row.line)).toEqual([5, 7, 9]);
  });
});
