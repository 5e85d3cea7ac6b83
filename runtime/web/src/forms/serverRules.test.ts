import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Meta } from '../api/meta.ts';
import type { RecordData } from '../api/records.ts';
import { Environment, type ServerEvaluation } from '../rules/index.ts';
import { RecordModel } from './model.ts';
import { type Question, ServerRules } from './serverRules.ts';

const meta = JSON.parse(readFileSync(new URL('../rules/fixtures/sales-crm.meta.json', import.meta.url), 'utf8')) as Meta;
/** With a rule that counts records which the browser does not have. */
const counting = () => {
  const own = structuredClone(meta);
  const rules = (own.rules as { entities: Record<string, { validations: unknown[] }> }).entities.opportunity!;
  const count = { k: 'agg', t: 'int', a: 'count', e: 'activity', via: 'opportunity', p: { k: 'rec', t: 'record', s: 0 }, s: 1 };
  const amount = { k: 'field', t: 'decimal', r: { k: 'rec', t: 'record', s: 0 }, f: 'amount' };
  rules.validations.push({ name: 'busy', require: { k: 'bin', t: 'bool', op: 'less', l: count, r: amount }, message: { ja: { k: 'lit', t: 'text', v: '多すぎます' } }, at: ['name'] });
  return own;
};
const stored = (): RecordData => ({ id: 'o1', '@odata.etag': '"1"', name: '更新', account_id: 'a1', stage: 'proposal', amount: '500', probability: '30', currency: 'JPY', lines: [] });
const says = (message?: string): ServerEvaluation => ({ values: {}, show: {}, required: {}, readonly: {}, warnings: [], violations: message ? [{ code: 'rule', rule: 'busy', message, fields: ['name'] }] : [] });
const messages = (model: RecordModel) => model.evaluator.violations().map((one) => one.message);

function form(of: Meta) {
  const model = new RecordModel(new Environment(of, 'ja'), 'opportunity', stored());
  const asked: { question: Question; signal: AbortSignal; answer: (answer: ServerEvaluation) => void; fail: () => void }[] = [];
  const rules = new ServerRules(model, (question, signal) => new Promise((answer, failed) => asked.push({ question, signal, answer, fail: () => failed(new Error('no')) })));
  rules.look();
  model.subscribe('*', rules.look);
  return { model, rules, asked };
}
const pause = () => vi.advanceTimersByTimeAsync(300);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('asks nothing where the browser decides every rule', async () => {
  const { model, asked } = form(meta);
  model.set('amount', '700');
  await pause();
  expect(asked).toEqual([]);
});

it('asks once after typing has paused, and puts the answer where the rule points', async () => {
  const { model, asked } = form(counting());
  for (const amount of ['7', '70', '700']) {
    model.set('amount', amount);
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(asked).toEqual([]);
  await pause();
  expect(asked.map((one) => one.question)).toEqual([{ id: 'o1', values: { amount: '700' }, changed: ['amount'] }]);
  asked[0]!.answer(says('多すぎます'));
  await pause();
  expect(messages(model)).toEqual(['多すぎます']);
  // The answer changed what is shown, which is no new question.
  expect(asked).toHaveLength(1);
});

it('ignores an answer that comes after a later question', async () => {
  const { model, asked } = form(counting());
  model.set('amount', '1');
  await pause();
  model.set('amount', '700');
  await pause();
  expect(asked.map((one) => one.signal.aborted)).toEqual([true, false]);
  asked[1]!.answer(says());
  await pause();
  asked[0]!.answer(says('多すぎます'));
  await pause();
  expect(messages(model)).toEqual([]);
});

it('asks again at the next key where the server could not be reached', async () => {
  const { model, asked } = form(counting());
  await pause();
  asked[0]!.fail();
  await pause();
  model.set('amount', '700');
  await pause();
  expect(asked).toHaveLength(2);
});

it('is silent once the form is closed', async () => {
  const { model, rules, asked } = form(counting());
  model.set('amount', '700');
  rules.stop();
  await pause();
  expect(asked).toEqual([]);
});
