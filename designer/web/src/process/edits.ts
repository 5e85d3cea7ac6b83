import { type Clause, type Deadline, indentAt, type Process, removeLines, replace, type State, type TextEdit, type Transition } from '../rules/structure.ts';
import type { Spell } from '../rules/words.ts';

/** Changes of a process as changes of its text. Each leaves what it does not touch, comments too, as it stands. */

export type StateKind = 'initial' | 'final' | 'none';
export const kindOf = (state: State): StateKind => (state.initial ? 'initial' : state.final ? 'final' : 'none');

/** There is one initial state: who becomes it takes it from the one before. */
export function setStateKind(process: Process, name: string, kind: StateKind, spell: Spell): TextEdit[] {
  const state = process.states.find((one) => one.name.text === name);
  if (!state) return [];
  const modifier = (one: State, word: string) => replace({ start: one.name.span.end, length: one.span.end - one.name.span.end, end: one.span.end }, word);
  const before = kind === 'initial' ? process.states.filter((one) => one.initial && one !== state) : [];
  return [...before.map((one) => modifier(one, '')), modifier(state, kind === 'none' ? '' : ` ${spell(kind)}`)];
}

export function addState(text: string, process: Process, name: string, spell: Spell): TextEdit[] {
  const line = `${spell('state')} ${name}`;
  const last = process.states.at(-1);
  if (last) return [{ start: last.span.end, length: 0, newText: `\n${indentAt(text, last.span.start)}${line}` }];
  return [beforeClose(text, process.close, indentAt(text, process.span.start), `${line} ${spell('initial')}`)];
}

/** A state goes with the transitions that lead there or start only there; others start one state less. */
export function removeState(text: string, process: Process, name: string): TextEdit[] {
  return [
    ...process.states.filter((state) => state.name.text === name).map((state) => removeLines(text, state.span)),
    ...process.transitions.flatMap((transition) => {
      const rest = transition.from.map((one) => one.text).filter((one) => one !== name);
      if (transition.to.text === name || rest.length === 0) return [removeLines(text, transition.span)];
      return rest.length < transition.from.length ? setFrom(transition, rest) : [];
    }),
  ];
}

/** The transitions that go with a state. */
export const leavingWith = (process: Process, state: string): string[] =>
  process.transitions.filter((transition) => transition.to.text === state || transition.from.every((from) => from.text === state)).map((transition) => transition.name.text);

/** States in another order: each line's place takes the text of the state that comes there. */
export const orderStates = (text: string, process: Process, order: State[]): TextEdit[] =>
  process.states.flatMap((place, i) => (order[i] === place ? [] : [replace(place.span, text.slice(order[i]!.span.start, order[i]!.span.end))]));

export function addTransition(text: string, process: Process, name: string, from: string[], to: string, spell: Spell): TextEdit[] {
  return [beforeClose(text, process.close, indentAt(text, process.span.start), `${spell('transition')} ${name} : ${statesText(from)} -> ${to}`)];
}

export const removeTransition = (text: string, transition: Transition): TextEdit[] => [removeLines(text, transition.span)];
export const setFrom = (transition: Transition, from: string[]): TextEdit[] => [replace(transition.fromSpan, statesText(from))];
export const setTo = (transition: Transition, to: string): TextEdit[] => [replace(transition.to.span, to)];

const statesText = (states: string[]) => (states.length === 1 ? states[0]! : `{${states.join(', ')}}`);

/** The clause of a kind of which a transition has one. */
export const clauseOf = (transition: Transition, kind: Clause['kind']): Clause | undefined => transition.clauses.find((one) => one.kind === kind);

/** Writes a clause: another text for it, none of it, or a new one at the end of the transition. */
export function setClause(text: string, transition: Transition, clause: Clause | undefined, next: string | null): TextEdit[] {
  if (clause) return [next === null ? removeLines(text, clause.span) : replace(clause.span, next)];
  if (next === null) return [];
  const indent = indentAt(text, transition.span.start);
  if (transition.close !== undefined) return [beforeClose(text, transition.close, indent, next)];
  return [{ start: transition.span.end, length: 0, newText: ` {\n${indent}  ${next}\n${indent}}` }];
}

/** A line of its own at the end of what a brace closes. */
function beforeClose(text: string, close: number, indent: string, line: string): TextEdit {
  let start = close;
  while (start > 0 && /\s/.test(text[start - 1]!)) start--;
  // A remark at the end of the last line must not swallow the new one: the line break after it stays before it.
  return { start, length: close - start, newText: `\n${indent}  ${line}\n${indent}` };
}

export const units = ['minutes', 'hours', 'days', 'businessDays', 'weeks'] as const;
export type Unit = (typeof units)[number];

export const unitOf = ({ business, unit }: Deadline): Unit | null => {
  const plural = unit.text.endsWith('s') ? unit.text : `${unit.text}s`;
  return business ? (plural === 'days' ? 'businessDays' : null) : (units.find((one) => one === plural) ?? null);
};

export function setUnit({ business, unit }: Deadline, next: Unit, spell: Spell): TextEdit[] {
  const start = (business ?? unit).span.start;
  return [replace({ start, length: unit.span.end - start, end: unit.span.end }, next === 'businessDays' ? `${spell('business')} days` : next)];
}

/** How long a transition may take, in words: what stands between the keyword and what happens after. */
export const slaOf = (transition: Transition): string | undefined =>
  clauseOf(transition, 'sla')
    ?.content?.text.replace(/^\S+\s+/, '')
    .split(/\s+(?:else|さもなければ|でなければ)\s+/)[0];
