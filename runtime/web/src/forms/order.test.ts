import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Meta } from '../api/meta.ts';
import type { RecordData } from '../api/records.ts';
import { inOrder } from './order.ts';

const meta = JSON.parse(readFileSync(new URL('../rules/fixtures/sales-crm.meta.json', import.meta.url), 'utf8')) as Meta;
const rows = (...places: (number | null)[]) => places.map((position, at) => ({ id: String.fromCharCode(97 + at), position }));
const ids = (of: Meta, lines: object[]) => (inOrder(of, 'opportunity', { id: 'o1', lines } as RecordData).lines as RecordData[]).map((row) => row.id).join('');

it('rows stand as somebody put them, those without a place behind; without a field for it, as they came', () => {
  const ordered = structuredClone(meta);
  const line = ordered.entities.find((one) => one.name === 'opportunity_line')!;
  line.fields.push({ ...line.fields.find((one) => one.type === 'decimal' || one.type === 'integer')!, id: 'f_pos', name: 'position', property: 'position', type: 'integer' });
  expect(ids(ordered, rows(10, null, 2, 2, 1))).toBe('ecdab');
  expect(ids(meta, rows(3, 2, 1))).toBe('abc');
});
