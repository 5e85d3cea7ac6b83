import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Meta } from '../api/meta.ts';
import type { RecordData } from '../api/records.ts';
import { Environment } from '../rules/index.ts';
import { type Draft, draftOf, restoreDraft } from './drafts.ts';
import { RecordModel } from './model.ts';

const meta = JSON.parse(readFileSync(new URL('../rules/fixtures/sales-crm.meta.json', import.meta.url), 'utf8')) as Meta;
const environment = (of = meta) => new Environment(of, 'ja');
const line = (id: string, more: object = {}): RecordData => ({ id, '@odata.etag': '"1"', opportunity_id: 'o1', product_id: 'p1', quantity: '1', unit_price: '100', discount: null, line_total: '100', ...more });
const stored = (etag: string, more: object = {}): RecordData => ({
  id: 'o1',
  '@odata.etag': `"${etag}"`,
  name: '更新',
  account_id: 'a1',
  stage: 'proposal',
  amount: '500',
  probability: '30',
  currency: 'JPY',
  description: null,
  lines: [line('l1'), line('l2')],
  ...more,
});
/** Typed over version 1, closed, and kept as text. */
const typed = (type: (model: RecordModel) => void): Draft => {
  const model = new RecordModel(environment(), 'opportunity', stored('1'));
  type(model);
  return JSON.parse(JSON.stringify(draftOf(model))) as Draft;
};
const restore = (draft: Draft, record: RecordData, of = meta) => restoreDraft(draft, () => environment(of), 'opportunity', record);
const list = (model: RecordModel) => model.field('lines')!;

describe('a draft put back on a record that somebody else saved meanwhile', () => {
  it('stays typed where only mine changed, and leaves theirs where only theirs did', () => {
    const draft = typed((model) => model.set('description', 'メモ'));
    const { model, differing } = restore(draft, stored('2', { amount: '900' }));
    expect(differing).toEqual([]);
    expect(model.values).toMatchObject({ description: 'メモ', amount: '900' });
    expect(model.changes()).toEqual({ description: 'メモ' });
    expect(model.stored?.['@odata.etag']).toBe('"2"');
  });

  it('asks about what both changed, and until then is what was typed over the version of then', () => {
    const draft = typed((model) => {
      model.set('amount', '700');
      model.set('description', 'メモ');
    });
    const { begun, model, differing } = restore(draft, stored('2', { amount: '900' }));
    expect(differing.map(({ path, mine, theirs }) => ({ path, mine, theirs }))).toEqual([{ path: 'amount', mine: '700', theirs: '900' }]);
    expect(begun.stored?.['@odata.etag']).toBe('"1"');
    expect(begun.changes()).toEqual({ amount: '700', description: 'メモ' });
    expect(model.changes()).toEqual({ description: 'メモ' });
    differing[0]!.takeMine();
    expect(model.changes()).toEqual({ amount: '700', description: 'メモ' });
  });

  it('can be closed and opened again without a choice: the same is asked', () => {
    const first = restore(
      typed((model) => model.set('amount', '700')),
      stored('2', { amount: '900' }),
    );
    const again = restore(JSON.parse(JSON.stringify(draftOf(first.begun))) as Draft, stored('3', { amount: '950' }));
    expect(again.differing.map(({ mine, theirs }) => [mine, theirs])).toEqual([['700', '950']]);
  });

  it('takes no row away that somebody else added, and asks about a cell that both changed', () => {
    const draft = typed((model) => model.rows.get('lines')![1]!.set('quantity', '7'));
    const { model, differing } = restore(draft, stored('2', { lines: [line('l1'), line('l2', { quantity: '3' }), line('l3')] }));
    expect(differing.map(({ path, mine, theirs }) => ({ path, mine, theirs }))).toEqual([{ path: 'lines/l2/quantity', mine: '7', theirs: '3' }]);
    expect(model.changes()).toEqual({});
  });

  it('leaves lists alone that were not typed in', () => {
    const { model } = restore(
      typed((one) => one.set('description', 'メモ')),
      stored('2', { lines: [line('l1'), line('l3')] }),
    );
    expect(model.changes()).toEqual({ description: 'メモ' });
  });

  it('keeps rows that were added and removed', () => {
    const draft = typed((model) => {
      model.removeRow(list(model), model.rows.get('lines')![0]!);
      model.addRow(list(model)).set('quantity', '5');
    });
    const { model, differing } = restore(draft, stored('2', { lines: [line('l1'), line('l2'), line('l3')] }));
    expect(differing).toEqual([]);
    expect(model.changes().lines).toEqual([{ id: 'l2' }, { id: 'l3' }, expect.objectContaining({ quantity: '5' })]);
  });
});

it('a draft over the same version goes on as it was', () => {
  const { model, differing } = restore(
    typed((one) => one.set('amount', '700')),
    stored('1'),
  );
  expect(differing).toEqual([]);
  expect(model.changes()).toEqual({ amount: '700' });
});

it('a draft keeps texts that are no values yet, and what had no place before and was not copied', () => {
  const problem = { key: 'notNumber', args: { found: '7oo' }, typed: '7oo' };
  const model = new RecordModel(environment(), 'opportunity', stored('1'));
  model.set('amount', null, problem);
  model.rows.get('lines')![0]!.set('quantity', null, problem);
  const lost = [{ label: '競合', text: 'A社' }];
  const { model: again, gone } = restore(JSON.parse(JSON.stringify(draftOf(model, lost))) as Draft, stored('1'));
  expect(again.view('amount')).toMatchObject({ typed: '7oo', problem });
  expect(again.rows.get('lines')![0]!.view('quantity').typed).toBe('7oo');
  expect(gone).toEqual(lost);
});

it('a draft says what was typed in fields that the app no longer has', () => {
  const draft = typed((model) => {
    model.set('description', 'メモ');
    model.set('competitors', ['A社', 'B社']);
  });
  const next = structuredClone(meta);
  const entity = next.entities.find((one) => one.name === 'opportunity')!;
  entity.fields = entity.fields.filter((one) => one.name !== 'competitors');
  const { model, gone } = restore(draft, stored('1'), next);
  expect(gone).toEqual([{ label: '競合', text: expect.stringMatching(/A社.*B社/) }]);
  expect(model.changes()).toEqual({ description: 'メモ' });
});
