import { expect, test } from 'vitest';
import { printJson } from './json.ts';
import { merged } from './merge.ts';

const file = 'entities/deal.json';
const entity = (properties: Record<string, object>, rest: object = {}) => printJson({ type: 'object', properties, ...rest } as never);
const base = entity({ name: { type: 'string' }, amount: { type: 'number' } });

test('two fields added to one entity are both there', () => {
  const mine = entity({ name: { type: 'string' }, amount: { type: 'number' }, note: { type: 'string' } });
  const theirs = entity({ name: { type: 'string' }, rank: { type: 'string' }, amount: { type: 'number' } });
  expect(Object.keys(JSON.parse(merged(file, base, mine, theirs)!).properties)).toEqual(['name', 'rank', 'amount', 'note']);
});

test('different parts of one field are put together, the same part is a matter of choice', () => {
  const mine = entity({ name: { type: 'string', maxLength: 20 }, amount: { type: 'number' } });
  const theirs = entity({ name: { type: 'string', title: 'Name' }, amount: { type: 'number' } });
  expect(JSON.parse(merged(file, base, mine, theirs)!).properties.name).toEqual({ type: 'string', maxLength: 20, title: 'Name' });
  expect(merged(file, base, mine, entity({ name: { type: 'string', maxLength: 30 }, amount: { type: 'number' } }))).toBeNull();
});

test('what one took away and the other left alone is gone; what the other changed is a matter of choice', () => {
  const mine = entity({ name: { type: 'string' } });
  expect(JSON.parse(merged(file, base, mine, entity({ name: { type: 'string' }, amount: { type: 'number' }, x: {} }))!).properties).toEqual({ name: { type: 'string' }, x: {} });
  expect(merged(file, base, mine, entity({ name: { type: 'string' }, amount: { type: 'integer' } }))).toBeNull();
});

test('options are known by their values: one adds, the other renames a label', () => {
  const of = (...options: object[]) => entity({ stage: { 'x-crm': { options } } });
  const [open, won] = [
    { value: 'open', title: 'Open' },
    { value: 'won', title: 'Won' },
  ];
  const answer = merged(file, of(open, won), of(open, { value: 'lost' }, won), of({ ...open, title: 'New' }, won))!;
  expect(JSON.parse(answer).properties.stage['x-crm'].options).toEqual([{ value: 'open', title: 'New' }, { value: 'lost' }, won]);
  expect(JSON.parse(merged(file, of(open, won), of(won, open), of(open, won, { value: 'x' }))!).properties.stage['x-crm'].options).toEqual([won, { value: 'x' }, open]);
});

const rules = 'rules for deal {\n  default a = 1\n  default b = 2\n}\n';

test('rules changed at different places, and rules added at the same, are all there', () => {
  expect(merged('rules/a.rules', rules, rules.replace('a = 1', 'a = 10'), rules.replace('}', '  show a when b = 2\n}'))).toBe('rules for deal {\n  default a = 10\n  default b = 2\n  show a when b = 2\n}\n');
  expect(merged('rules/a.rules', rules, rules.replace('}\n', '  mine\n}\n'), rules.replace('}\n', '  theirs\n}\n'))).toBe('rules for deal {\n  default a = 1\n  default b = 2\n  theirs\n  mine\n}\n');
});

test('the same line changed by both is a matter of choice, unless both made the same of it', () => {
  expect(merged('rules/a.rules', rules, rules.replace('a = 1', 'a = 10'), rules.replace('a = 1', 'a = 11'))).toBeNull();
  expect(merged('rules/a.rules', rules, rules.replace('a = 1', 'a = 10'), `${rules.replace('a = 1', 'a = 10')}// end\n`)).toContain('a = 10\n  default b = 2\n}\n// end\n');
});
