import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { EntityMeta, FieldMeta, Meta } from '../api/meta.ts';
import type { RecordData } from '../api/records.ts';
import { Environment } from '../rules/index.ts';
import { adopt } from './adopt.ts';
import { RecordModel } from './model.ts';
import { everythingIn, rebase } from './rebase.ts';

const meta = JSON.parse(readFileSync(new URL('../rules/fixtures/sales-crm.meta.json', import.meta.url), 'utf8')) as Meta;
const environment = (of = meta) => new Environment(of, 'ja');
const line = (id: string, more: object = {}): RecordData => ({ id, '@odata.etag': '"1"', opportunity_id: 'o1', product_id: 'p1', quantity: '1', unit_price: '100', discount: null, line_total: '100', ...more });
const stored = (more: object = {}): RecordData => ({
  id: 'o1',
  '@odata.etag': '"1"',
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
const open = () => new RecordModel(environment(), 'opportunity', stored());
const list = (model: RecordModel) => model.field('lines')!;

describe('a record that somebody else saved meanwhile', () => {
  it('keeps what each side alone changed', () => {
    const mine = open();
    mine.set('description', 'メモ');
    const { model, differing } = rebase(mine, stored({ '@odata.etag': '"2"', amount: '900' }), environment());
    expect(differing).toEqual([]);
    expect(model.values).toMatchObject({ description: 'メモ', amount: '900', weighted: '270' });
    expect(model.changes()).toEqual({ description: 'メモ' });
  });

  it('asks about what both changed, and shows the stored value until then', () => {
    const mine = open();
    mine.set('amount', '700');
    const { model, differing } = rebase(mine, stored({ amount: '900' }), environment());
    expect(differing).toEqual([expect.objectContaining({ path: 'amount', label: '金額', mine: '700', theirs: '900' })]);
    expect(model.changes()).toEqual({});
    differing[0]!.takeMine();
    expect(model.changes()).toEqual({ amount: '700' });
  });

  it('does not ask where both wrote the same', () => {
    const mine = open();
    mine.set('amount', '900.0');
    expect(rebase(mine, stored({ amount: '900' }), environment()).differing).toEqual([]);
  });

  it('keeps rows that either side added, and those that mine removed away', () => {
    const mine = open();
    mine.removeRow(list(mine), mine.rows.get('lines')![0]!);
    mine.addRow(list(mine), { product_id: 'p9', quantity: '5' });
    const { model, differing } = rebase(mine, stored({ lines: [line('l1'), line('l2'), line('l3')] }), environment());
    expect(differing).toEqual([]);
    expect(model.changes()).toEqual({ lines: [{ id: 'l2' }, { id: 'l3' }, { product_id: 'p9', quantity: '5' }] });
  });

  it('asks about a cell that both changed, naming its row', () => {
    const mine = open();
    mine.rows.get('lines')![1]!.set('quantity', '7');
    const { differing, model } = rebase(mine, stored({ lines: [line('l1'), line('l2', { quantity: '3' })] }), environment());
    expect(differing.map(({ path, label, mine: own, theirs }) => ({ path, label, own, theirs }))).toEqual([{ path: 'lines/l2/quantity', label: '明細 2 · 数量', own: '7', theirs: '3' }]);
    differing[0]!.takeMine();
    expect(model.changes()).toEqual({ lines: [{ id: 'l1' }, { id: 'l2', quantity: '7' }] });
  });
});

it('tells which typed fields are gone after the app was published anew, and keeps the others', () => {
  const mine = open();
  mine.set('description', 'メモ');
  mine.set('competitors', ['A社']);
  const next = structuredClone(meta);
  const entity = next.entities.find((one) => one.name === 'opportunity')!;
  entity.fields = entity.fields.filter((one) => one.name !== 'competitors');
  const { model, gone } = rebase(mine, stored(), environment(next));
  expect(gone).toEqual([{ label: '競合', text: 'A社' }]);
  expect(model.changes()).toEqual({ description: 'メモ' });
});

describe('an app that was published while somebody typed', () => {
  const published = (change: (fields: FieldMeta[], entity: EntityMeta) => FieldMeta[] | undefined, of = 'opportunity') => {
    const next = structuredClone(meta);
    const entity = next.entities.find((one) => one.name === of)!;
    entity.fields = change(entity.fields, entity) ?? entity.fields;
    next.version++;
    return next;
  };
  const fieldIn = (fields: FieldMeta[], name: string) => fields.find((one) => one.name === name)!;

  it('has a renamed field go on with what was stored and typed there', () => {
    const mine = open();
    mine.set('amount', '700');
    const next = published((fields) => void Object.assign(fieldIn(fields, 'amount'), { name: 'price', property: 'price' }));
    const { model, gone } = adopt(mine, next, 'ja', null);
    expect(gone).toEqual([]);
    expect(model.changes()).toEqual({ price: '700' });
    expect(adopt(open(), next, 'ja', null).model.values.price).toBe('500');
  });

  it('tells what a field takes no longer: another type, an option that is gone, a value that a rule works out now', () => {
    const mine = open();
    mine.set('description', 'メモ');
    mine.set('stage', 'negotiation');
    mine.set('amount', '700');
    mine.set('probability', '40');
    const next = published((fields) => {
      fieldIn(fields, 'description').type = 'integer';
      const stage = fieldIn(fields, 'stage');
      stage.options = stage.options!.filter((one) => one.value !== 'negotiation');
      Object.assign(fieldIn(fields, 'amount'), { readonly: true, origin: 'computed' });
      fieldIn(fields, 'probability').type = 'decimal';
      return undefined;
    });
    const { model, gone } = adopt(mine, next, 'ja', null);
    expect(gone).toEqual([
      { label: '内容', text: 'メモ' },
      { label: '段階', text: '交渉' },
      { label: '金額', text: '¥700' },
    ]);
    expect(model.changes()).toEqual({ probability: '40' });
  });

  it('keeps a text that is no value yet, and tells it where its field is gone', () => {
    const mine = open();
    const problem = { key: 'notNumber', args: { found: '7oo' }, typed: '7oo' };
    mine.set('amount', null, problem);
    mine.leave('amount');
    const { model } = adopt(
      mine,
      published(() => undefined),
      'ja',
      null,
    );
    expect(model.view('amount')).toMatchObject({ typed: '7oo', problem });
    expect(model.blockers()).toContainEqual({ path: 'amount', message: problem });
    const without = published((fields) => fields.filter((one) => one.name !== 'amount'));
    expect(adopt(mine, without, 'ja', null).gone).toEqual([{ label: '金額', text: '7oo' }]);
  });

  it('keeps rows of a new record with their keys, and tells what was typed in columns that are gone', () => {
    const mine = new RecordModel(environment(), 'opportunity', null, { account_id: 'a1' });
    mine.begunWith = { account_id: 'a1' };
    mine.set('name', '更新');
    const row = mine.addRow(list(mine));
    row.set('quantity', '3');
    row.set('discount', '5');
    const { model, gone } = adopt(
      mine,
      published((fields) => fields.filter((one) => one.name !== 'discount'), 'opportunity_line'),
      'ja',
      null,
    );
    expect(gone).toEqual([{ label: expect.stringMatching(/^明細 1 · /), text: expect.stringContaining('5') }]);
    expect(model.changes()).toEqual({ account_id: 'a1', name: '更新', lines: [{ quantity: '3' }] });
    expect(model.rows.get('lines')![0]!.key).toBe(row.key);
  });

  it('asks when it is saved where somebody else changed the same besides', () => {
    const mine = open();
    mine.set('amount', '700');
    const next = published(() => undefined);
    const { model } = adopt(mine, next, 'ja', stored({ '@odata.etag': '"2"', amount: '900' }));
    expect(model.changes()).toEqual({ amount: '700' });
    expect(model.stored?.['@odata.etag']).toBe('"1"');
    const { model: other } = adopt(mine, next, 'ja', stored({ '@odata.etag': '"2"', description: '別' }));
    expect([other.changes(), other.stored?.['@odata.etag']]).toEqual([{ amount: '700' }, '"2"']);
  });

  it('tells all that was typed where it has no such records any more', () => {
    const mine = open();
    mine.set('name', '新しい名前');
    mine.rows.get('lines')![0]!.set('quantity', '9');
    expect(everythingIn(mine)).toEqual([
      { label: '商談名', text: '新しい名前' },
      { label: '明細', text: expect.stringContaining('9') },
    ]);
  });
});

describe('a form', () => {
  it('tells only the fields that changed', () => {
    const model = open();
    const told: string[] = [];
    for (const field of model.fields) {
      model.view(field.property);
      model.subscribe(field.property, () => told.push(field.property));
    }
    model.set('amount', '1000');
    expect(told.sort()).toEqual(['amount', 'weighted']);
  });

  it('says what is missing once somebody tried to save, and takes it back when it is there', () => {
    const model = new RecordModel(environment(), 'opportunity', null);
    expect(model.view('account_id').errors).toEqual([]);
    model.submit();
    expect(model.view('account_id').errors).toEqual(['取引先は必須です。']);
    expect(model.summary().errors).toContainEqual({ path: 'account_id', message: '取引先は必須です。' });
    model.set('account_id', 'a1');
    expect(model.view('account_id').errors).toEqual([]);
  });

  it('puts what the server refuses at its field and its row, until that is changed', () => {
    const model = open();
    model.refuse([
      { code: 'rule', target: 'amount', message: '多すぎます' },
      { code: 'range', target: 'lines[1]/quantity', message: '1 以上' },
    ]);
    const row = model.rows.get('lines')![1]!;
    expect(model.view('amount').errors).toEqual(['多すぎます']);
    expect(row.view('quantity').errors).toEqual(['1 以上']);
    expect(model.summary().errors.map((one) => one.path)).toEqual(['amount', 'lines[1]/quantity']);
    row.set('quantity', '2');
    expect(row.view('quantity').errors).toEqual([]);
  });

  it('is not changed by what it begins with', () => {
    const model = new RecordModel(environment(), 'opportunity', null, { account_id: 'a1' });
    model.begunWith = { account_id: 'a1' };
    expect(model.isDirty()).toBe(false);
    model.set('name', 'x');
    expect(model.isDirty()).toBe(true);
    expect(model.changes()).toEqual({ account_id: 'a1', name: 'x' });
  });
});
