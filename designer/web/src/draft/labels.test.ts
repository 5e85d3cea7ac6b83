import { expect, test } from 'vitest';
import { Edits } from './edits.ts';
import { type JsonObject, printJson } from './json.ts';
import { labelOf, writeLabel, writtenLabel } from './labels.ts';
import { DraftStore } from './store.ts';

const store = (files: Record<string, JsonObject>) =>
  new DraftStore('app', { revision: '1', live: 1, changes: 0, removed: [], files: Object.entries(files).map(([path, value]) => ({ path, etag: '"1"', text: printJson(value) })) });
const app = { locales: ['en', 'ja'], defaultLocale: 'ja' };
const field: JsonObject = { title: 'Amount', 'x-crm': { id: 'f_1' } };
const after = (edits: Edits, path: string) => JSON.parse(edits.done().find((file) => file.path === path)?.text ?? 'null');

test('a plain title is English, another language stands in its file', () => {
  const draft = store({ 'app.json': app, 'locales/ja.json': { f_1: { label: '金額', reading: 'きんがく' } } });
  expect([writtenLabel(draft, field, 'en'), writtenLabel(draft, field, 'ja'), writtenLabel(draft, field, 'ja', 'reading')]).toEqual(['Amount', '金額', 'きんがく']);
});

test('what is not said in a language is taken from another, at last from the name', () => {
  const draft = store({ 'app.json': app });
  expect(labelOf(draft, field, 'ja', 'amount')).toBe('Amount');
  expect(labelOf(draft, { 'x-crm': { id: 'f_2' } }, 'ja', 'total')).toBe('total');
});

test('a reading joins the label that stood alone, and leaves it alone again', () => {
  const draft = store({ 'app.json': app, 'locales/ja.json': { f_1: '金額' } });
  const edits = new Edits(draft);
  writeLabel(edits, draft, field, 'ja', 'reading', 'きんがく');
  expect(after(edits, 'locales/ja.json')).toEqual({ f_1: { label: '金額', reading: 'きんがく' } });
  writeLabel(edits, draft, field, 'ja', 'reading', '');
  expect(after(edits, 'locales/ja.json')).toEqual({ f_1: '金額' });
});

test('English is written where it stands: in the title, unless the file of the language has it', () => {
  const plain = store({ 'app.json': app });
  const thing = structuredClone(field);
  writeLabel(new Edits(plain), plain, thing, 'en', 'label', 'Total');
  expect(thing.title).toBe('Total');
  const filed = store({ 'app.json': app, 'locales/en.json': { f_1: 'Amount' } });
  const edits = new Edits(filed);
  writeLabel(edits, filed, structuredClone(field), 'en', 'label', 'Total');
  expect(after(edits, 'locales/en.json')).toEqual({ f_1: 'Total' });
});

test('a plain title in Japanese is the Japanese label, and English joins it', () => {
  const draft = store({ 'app.json': app });
  const thing: JsonObject = { title: '予約番号', 'x-crm': { id: 'f_9' } };
  expect([writtenLabel(draft, thing, 'ja'), writtenLabel(draft, thing, 'en')]).toEqual(['予約番号', undefined]);
  const edits = new Edits(draft);
  writeLabel(edits, draft, thing, 'en', 'label', 'Booking no.');
  expect([thing.title, after(edits, 'locales/en.json')]).toEqual(['予約番号', { f_9: 'Booking no.' }]);
  writeLabel(edits, draft, thing, 'ja', 'label', '予約コード');
  expect(thing.title).toBe('予約コード');
  writeLabel(edits, draft, thing, 'ja', 'label', 'ID');
  expect([thing.title, after(edits, 'locales/ja.json')]).toEqual(['予約コード', { f_9: 'ID' }]);
});

test('what has no id yet keeps its labels beside itself', () => {
  const draft = store({ 'app.json': app });
  const thing: JsonObject = { title: 'Rank' };
  writeLabel(new Edits(draft), draft, thing, 'ja', 'label', 'ランク');
  expect(thing.title).toEqual({ en: 'Rank', ja: 'ランク' });
});

test('a file that cannot be read is not written over', () => {
  const draft = new DraftStore('app', { revision: '1', live: 1, changes: 0, removed: [], files: [{ path: 'locales/ja.json', etag: '"1"', text: '{ broken' }] });
  const edits = new Edits(draft);
  writeLabel(edits, draft, field, 'ja', 'label', '金額');
  expect(edits.done()).toEqual([]);
});
