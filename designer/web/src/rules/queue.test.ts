import { expect, test, vi } from 'vitest';
import { DraftStore } from '../draft/index.ts';
import { inTurn, type RulesFile } from './queue.ts';
import { applyEdits, type Structure } from './structure.ts';

const path = 'rules/a.rules';
const opened = () => new DraftStore('crm', { revision: 'r', live: 1, changes: 0, removed: [], files: [{ path, etag: '"1"', text: '{}' }] });
type Closed = Structure & { close: number };
const closed = (text: string): Closed => ({ japanese: false, rules: [], functions: [], tables: [], automations: [], processes: [], close: text.indexOf('}') });
const fail = (error: unknown) => {
  throw error;
};

test('two clauses added before the server told the parts between them are both there, in their order', async () => {
  vi.useFakeTimers();
  const waiting: (() => void)[] = [];
  const parts = { known: () => undefined, ask: (_: string, text: string) => new Promise<Structure>((answer) => waiting.push(() => answer(closed(text)))) };
  const answer = async () => {
    await vi.waitFor(() => expect(waiting).not.toHaveLength(0));
    for (const one of waiting.splice(0)) one();
  };
  const store = opened();
  const add = (clause: string) => (files: RulesFile[]) => {
    const { text, structure } = files[0]!;
    store.edit(clause, [{ path, text: applyEdits(text, [{ start: (structure as Closed).close, length: 0, newText: clause }]) }]);
  };
  inTurn(store, parts, add('a;'), fail);
  inTurn(store, parts, add('b;'), fail);
  await answer();
  await vi.waitFor(() => expect(store.text(path)).toBe('{a;}'));
  await answer();
  await vi.waitFor(() => expect(store.text(path)).toBe('{a;b;}'));
  vi.useRealTimers();
});

test('where the parts are known, a change is done at once', () => {
  vi.useFakeTimers();
  const store = opened();
  inTurn(store, { known: (_, text) => closed(text), ask: () => Promise.reject(new Error('asked')) }, ([file]) => store.edit('x', [{ path, text: `${file!.text}!` }]), fail);
  expect(store.text(path)).toBe('{}!');
  vi.useRealTimers();
});
