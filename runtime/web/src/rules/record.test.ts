import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Meta } from '../api/meta.ts';
import { Environment, evaluateRecord, RecordEvaluator, type Values } from './index.ts';

// The sample's own description, as its server gives it.
const meta = JSON.parse(readFileSync(new URL('./fixtures/sales-crm.meta.json', import.meta.url), 'utf8')) as Meta;
const clock = () => Date.parse('2026-04-10T03:00:00Z');
const environment = (locale = 'ja') => new Environment(meta, locale, clock);
const stored = (values: Values = {}): Values => ({
  id: 'o1',
  name: '生産管理システム更新',
  account_id: 'a1',
  stage: 'negotiation',
  amount: '5220000',
  probability: '60.00',
  currency: 'JPY',
  created_at: '2026-04-01T00:00:00Z',
  lines_total: '100',
  line_count: '1',
  weighted: '3132000',
  ...values,
});
const edit = (values: Values = {}, locale = 'ja') => new RecordEvaluator(environment(locale), 'opportunity', 'o1', stored(values));
const field = (of: RecordEvaluator, name: string) => of.program.fields.get(name)!;

describe('a new record', () => {
  it('shows its defaults at once', () => {
    const { values } = evaluateRecord(meta, 'opportunity', null, {}, [], { locale: 'ja', clock });
    expect(values).toMatchObject({ stage: 'prospecting', probability: '10', close_on: '2026-05-31', currency: 'JPY', owner_id: meta.user.id });
  });

  it('keeps defaults off what somebody typed, and lets others follow it', () => {
    const record = new RecordEvaluator(environment(), 'opportunity', 'new', null);
    record.set({ stage: 'proposal' });
    expect(record.values.probability).toBe('30');
    record.set({ probability: '45' });
    record.set({ stage: 'negotiation' });
    expect(record.values.probability).toBe('45');
    expect(record.changes()).toEqual({ stage: 'negotiation', probability: '45' });
  });

  it('takes a default from a record that comes later', () => {
    const shared = environment();
    const record = new RecordEvaluator(shared, 'opportunity', 'new', null);
    record.set({ account_id: 'a9' });
    expect([...record.missing.values()]).toEqual([expect.objectContaining({ entity: 'account', id: 'a9' })]);
    expect(record.values.currency).toBe('JPY');
    shared.supply('account', 'a9', { id: 'a9', default_currency: 'USD' });
    record.supplied('account');
    expect(record.values.currency).toBe('USD');
    expect(record.missing.size).toBe(0);
  });
});

describe('while a record is edited', () => {
  it('works out what depends on a field, exactly and rounded as it is stored', () => {
    const record = edit();
    expect(record.set({ amount: '1000001' })).toContain('weighted');
    expect(record.values.weighted).toBe('600001');
    record.set({ probability: '33.33', amount: '12345678901234567' });
    expect(record.values.weighted).toBe('4114814777781481');
  });

  it('shows and requires a field by the stage', () => {
    const record = edit();
    expect(record.isShown(field(record, 'lost_reason'))).toBe(false);
    const changed = record.set({ stage: 'lost' });
    expect(changed).toContain('lost_reason');
    expect(record.isShown(field(record, 'lost_reason'))).toBe(true);
    expect(record.isRequired(field(record, 'lost_reason'))).toBe(true);
    expect(record.violations().filter((one) => one.fields.includes('lost_reason'))).toEqual([expect.objectContaining({ code: 'required', message: '失注理由は必須です。' })]);
    record.set({ lost_reason: 'price' });
    expect(record.violations()).toEqual([]);
  });

  it('says what a validation says, in the language of its reader', () => {
    const wrong = { proposed_on: '2026-04-08', decided_on: '2026-04-01' };
    expect(edit(wrong).violations()).toEqual([{ code: 'rule', rule: 'decided_after_proposal', fields: ['decided_on'], message: '決裁日（2026年4月1日）は提案日（2026年4月8日）より後にしてください' }]);
    expect(edit(wrong, 'en').violations()[0]!.message).toBe('The decision (Apr 1, 2026) cannot be before the proposal (Apr 8, 2026)');
  });

  it('refuses a stage that no transition leads to, with the words for both', () => {
    const record = edit({ stage: 'won', decided_on: '2026-04-09' });
    record.set({ stage: 'proposal' });
    expect(record.violations()[0]).toMatchObject({ code: 'no_transition', fields: ['stage'] });
    expect(record.violations()[0]!.message).toContain('受注');
  });

  it('asks for what a transition asks for, and leaves to the server what the transition itself sets', () => {
    const record = edit({ stage: 'prospecting', amount: null });
    record.set({ stage: 'proposal' });
    const said = record.violations();
    expect(said).toContainEqual(expect.objectContaining({ code: 'required', fields: ['next_contact_on'], rule: 'propose' }));
    expect(said).toContainEqual(expect.objectContaining({ code: 'guard', message: '取引先と金額を入力してください' }));
    expect(said.some((one) => one.open)).toBe(false);
  });

  it('locks a field by what is stored, not by what is typed', () => {
    const won = edit({ stage: 'won', decided_on: '2026-04-09' });
    expect(won.isReadOnly(field(won, 'amount'))).toBe(true);
    const open = edit();
    open.set({ stage: 'won' });
    expect(open.isReadOnly(field(open, 'amount'))).toBe(false);
    expect(won.isReadOnly(field(won, 'weighted'))).toBe(true);
  });

  it('warns by the day in the zone of the app', () => {
    expect(edit({ close_on: '2026-04-09' }).warnings()).toEqual([expect.objectContaining({ code: 'warning', fields: ['close_on'], message: '完了予定日が過ぎています' })]);
    expect(edit({ close_on: '2026-04-10' }).warnings()).toEqual([]);
  });

  it('does not call missing what is only unreadable', () => {
    const record = edit();
    record.set({ name: null });
    // The server tidies the name before it checks, so the last word is its own.
    expect(record.violations()).toEqual([{ code: 'required', fields: ['name'], message: '商談名は必須です。', open: true }]);
    record.mark('name', true);
    expect(record.violations()).toEqual([]);
  });

  it('sends only what changed, and nothing that was put back', () => {
    const record = edit();
    record.set({ name: '別の名前', amount: '1' });
    record.set({ amount: '5220000' });
    expect(record.changes()).toEqual({ name: '別の名前' });
  });

  it('runs nothing that the change does not concern', () => {
    const record = edit();
    expect([...record.set({ description: 'メモ' })]).toEqual(['description']);
  });
});

describe('rows', () => {
  const withRows = () => {
    const shared = environment();
    const record = new RecordEvaluator(shared, 'opportunity', 'o1', stored());
    const list = field(record, 'lines');
    const row = (values: Values) => new RecordEvaluator(shared, 'opportunity_line', `l${values.quantity}`, null, values, { record, list });
    return { record, list, row, shared };
  };

  it('count and sum into their record as they are typed', () => {
    const { record, list, row } = withRows();
    const [first, second] = [row({ quantity: '2', unit_price: '1500' }), row({ quantity: '10', unit_price: '99', discount: '10' })];
    record.setRows(list, [first, second]);
    expect(record.values).toMatchObject({ lines_total: '3891', line_count: '2' });
    first.set({ quantity: '3' });
    record.rowsChanged(list);
    expect(record.values.lines_total).toBe('5391');
    record.setRows(list, []);
    expect(record.values).toMatchObject({ lines_total: '0', line_count: '0' });
  });

  it('take a price from their product, and say what is wrong at the row', () => {
    const { record, list, row, shared } = withRows();
    shared.supply('product', 'p1', { id: 'p1', unit_price: 84000 });
    const line = row({ quantity: '40', product_id: 'p1', discount: '55' });
    record.setRows(list, [line]);
    expect(line.values).toMatchObject({ unit_price: '84000', line_total: '1512000' });
    expect(record.violations()).toContainEqual({ code: 'rule', rule: 'discount_limit', fields: ['lines[0]/discount'], message: '40% を超える値引きは個別見積もりにしてください' });
  });

  it('that are not loaded leave what was known last', () => {
    const record = edit();
    record.set({ amount: '1' });
    expect(record.values).toMatchObject({ lines_total: '100', line_count: '1' });
    expect(record.beyond.size).toBe(0);
  });
});

it('names what only the server can decide, and takes its word', () => {
  const own = structuredClone(meta);
  const rules = (own.rules as { entities: Record<string, { validations: unknown[]; computed: unknown[] }> }).entities.opportunity!;
  const open = { k: 'agg', t: 'int', a: 'count', e: 'activity', via: 'opportunity', p: { k: 'rec', t: 'record', s: 0 }, s: 1 };
  rules.validations.push({ name: 'busy', require: { k: 'bin', t: 'bool', op: 'less', l: open, r: { k: 'lit', t: 'int', v: '3' } }, message: { ja: { k: 'lit', t: 'text', v: '多すぎます' } }, at: ['name'] });
  const record = new RecordEvaluator(new Environment(own, 'ja', clock), 'opportunity', 'o1', stored());
  expect(record.beyond.size).toBe(1);
  expect(record.violations()).toEqual([]);
  const changed = record.merge({ values: {}, show: {}, required: {}, readonly: {}, warnings: [], violations: [{ code: 'rule', rule: 'busy', message: '多すぎます', fields: ['name'] }] });
  expect(changed).toContain('name');
  expect(record.violations()).toEqual([expect.objectContaining({ rule: 'busy', open: true })]);
});
