import { expect, test } from 'vitest';
import { applyEdits, type Part, type Process, type Span, type State, type Transition } from '../rules/structure.ts';
import { addState, addTransition, orderStates, removeState, setClause, setStateKind, setUnit, unitOf } from './edits.ts';

const text = `process path on deal.stage {
  state open initial
  state done final // the end

  transition finish : {open, held} -> done { ask note }
  transition hold : open -> held
}
`;
const span = (part: string, from = 0): Span => {
  const start = text.indexOf(part, from);
  return { start, length: part.length, end: start + part.length };
};
const part = (of: string, from = 0): Part => ({ span: span(of, from), text: of });
const spell = (word: string) => word;
const open: State = { name: part('open'), span: span('state open initial'), initial: true, final: false };
const done: State = { name: part('done'), span: span('state done final'), initial: false, final: true };
const at = text.indexOf('transition finish');
const finish: Transition = {
  name: part('finish'),
  span: span('transition finish : {open, held} -> done { ask note }'),
  from: [part('open', at), part('held', at)],
  fromSpan: span('{open, held}'),
  to: part('done', at),
  close: text.indexOf('}', text.indexOf('ask note')),
  clauses: [{ kind: 'ask', span: span('ask note'), fields: [{ field: 'note', required: false }] }],
};
const holdAt = text.indexOf('transition hold');
const hold: Transition = {
  name: part('hold', holdAt),
  span: span('transition hold : open -> held'),
  from: [part('open', holdAt)],
  fromSpan: span('open', holdAt),
  to: part('held', holdAt),
  clauses: [],
};
const process: Process = { name: part('path'), entity: part('deal'), field: part('stage'), span: span(text.trim()), close: text.lastIndexOf('}'), states: [open, done], transitions: [finish, hold] };

test('a new state stands behind the others, and what is remarked on them stays', () => {
  expect(applyEdits(text, addState(text, process, 'held', spell))).toContain('state done final\n  state held // the end');
});

test('a state that becomes initial takes it from the one before', () => {
  const changed = applyEdits(text, setStateKind(process, 'done', 'initial', spell));
  expect(changed).toContain('state open\n');
  expect(changed).toContain('state done initial // the end');
});

test('states change places, their lines do not', () => {
  expect(applyEdits(text, orderStates(text, process, [done, open]))).toContain('state done final\n  state open initial // the end');
});

test('a transition is added before the brace that closes the process', () => {
  expect(applyEdits(text, addTransition(text, process, 'resume', ['held', 'done'], 'open', spell))).toContain('transition hold : open -> held\n  transition resume : {held, done} -> open\n}\n');
});

test('a state goes with what leads there, and others no longer start there', () => {
  const changed = applyEdits(text, removeState(text, process, 'open'));
  expect(changed).not.toContain('hold');
  expect(changed).toContain('transition finish : held -> done');
});

test('a clause is added with braces or without, and taken away', () => {
  expect(applyEdits(text, setClause(text, hold, undefined, 'guard note is set'))).toContain('transition hold : open -> held {\n    guard note is set\n  }\n}');
  expect(applyEdits(text, setClause(text, finish, undefined, 'guard note is set'))).toContain('{ ask note\n    guard note is set\n  }\n  transition hold');
  expect(applyEdits(text, setClause(text, finish, finish.clauses[0], null))).toContain('-> done { }');
});

test('the unit of a time limit is changed, and nothing around it', () => {
  const limit = 'sla 5 /* a week */ business days else notify owner // soon';
  const of = (word: string): Part => ({ span: { start: limit.indexOf(word), length: word.length, end: limit.indexOf(word) + word.length }, text: word });
  const deadline = { amount: of('5'), business: of('business'), unit: of('days'), command: of('notify owner') };
  expect(unitOf(deadline)).toBe('businessDays');
  expect(applyEdits(limit, setUnit(deadline, 'hours', spell))).toBe('sla 5 /* a week */ hours else notify owner // soon');
  const plain = { ...deadline, business: undefined, unit: of('day') };
  expect(unitOf(plain)).toBe('days');
  expect(applyEdits('1 day', setUnit({ ...plain, unit: { span: { start: 2, length: 3, end: 5 }, text: 'day' } }, 'businessDays', spell))).toBe('1 business days');
});
