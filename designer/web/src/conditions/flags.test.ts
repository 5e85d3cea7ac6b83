import { expect, test } from 'vitest';
import type { RulesFile } from '../rules/queue.ts';
import { applyEdits, type Rule, type RulesBlock } from '../rules/structure.ts';
import { type Flag, findFlag, flagEdits } from './flags.ts';

const text = 'rules for deal {\n  show reason, rival when stage = lost\n  readonly amount when stage = won\n}\n';
const part = (words: string, from = 0) => ({ span: { start: text.indexOf(words, from), length: words.length, end: text.indexOf(words, from) + words.length }, text: words });
const rule = (kind: Flag, whole: string, fields: string[], when: string): Rule => ({
  kind,
  name: fields[0]!,
  span: part(whole).span,
  nameSpan: part(whole).span,
  fields: fields.map((one) => part(one)),
  when: part(when),
});
const block: RulesBlock = {
  entity: part('deal'),
  span: { start: 0, length: text.length - 1, end: text.length - 1 },
  close: text.lastIndexOf('}'),
  rules: [rule('show', 'show reason, rival when stage = lost', ['reason', 'rival'], 'stage = lost'), rule('readonly', 'readonly amount when stage = won', ['amount'], 'stage = won')],
};
const file: RulesFile = { path: 'rules/deal.rules', text, structure: { japanese: false, rules: [block], processes: [], functions: [], tables: [], automations: [] } };
const after = (field: string, flag: Flag, condition: string, entity = 'deal') => {
  const change = flagEdits([file], entity, field, flag, condition, (_, keyword) => keyword);
  return change && { path: change.path, text: applyEdits(change.path === file.path ? text : '', change.edits) };
};

test('a condition is changed where it is written', () => {
  expect(findFlag([file], 'deal', 'amount', 'readonly')?.rule.when?.text).toBe('stage = won');
  expect(after('amount', 'readonly', 'stage in {won, lost}')?.text).toContain('  readonly amount when stage in {won, lost}\n}');
});

test('a rule of one field goes with its line', () => {
  expect(after('amount', 'readonly', '')?.text).toBe('rules for deal {\n  show reason, rival when stage = lost\n}\n');
});

test('a field that shares its rule gets one of its own, and the other keeps what it had', () => {
  expect(after('rival', 'show', 'amount > 0')?.text).toContain('  show reason when stage = lost\n  show rival when amount > 0\n');
  expect(after('reason', 'show', '')?.text).toContain('  show rival when stage = lost\n  readonly');
});

test('a new condition goes to the end of the rules of its entity, or into a file of its own', () => {
  expect(after('amount', 'required', 'stage = won')?.text).toMatch(/stage = won\n {2}required amount when stage = won\n}\n$/);
  expect(after('name', 'required', 'true', 'lead')).toEqual({ path: 'rules/lead.rules', text: 'rules for lead {\n  required name when true\n}\n' });
});

test('nothing to take away is nothing to change', () => {
  expect(after('amount', 'show', '')).toBeNull();
});
