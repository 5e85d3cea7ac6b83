/**
 * A compiled pattern of `matches`, as the server sends it: the same program, run the same way (a set of states), so the time is linear in the text.
 * m match · j jump · s split · a assertion · c class of code point ranges
 */
export type Instruction =
  | { k: 'm' }
  | { k: 'j'; to: number }
  | { k: 's'; to: number; or: number }
  | { k: 'a'; is: 'start' | 'end' | 'word' | 'noword' }
  | { k: 'c'; r: number[]; no?: true };
export type PatternProgram = Instruction[];

export function matches(program: PatternProgram, text: string): boolean {
  let current = new Set<number>();
  let next = new Set<number>();
  for (let at = 0, previous = -1; ;) {
    const point = at < text.length ? text.codePointAt(at)! : -1;
    if (follow(program, current, 0, previous, point)) return true;
    if (point < 0) return false;
    next.clear();
    const following = at + (point > 0xffff ? 2 : 1);
    const after = following < text.length ? text.codePointAt(following)! : -1;
    for (const state of current) {
      const instruction = program[state]!;
      if (instruction.k === 'c' && inClass(instruction, point) && follow(program, next, state + 1, point, after)) return true;
    }
    [current, next] = [next, current];
    at = following;
    previous = point;
  }
}

/** Adds a state and all that it leads to without reading; true where that is a match. */
function follow(program: PatternProgram, states: Set<number>, start: number, before: number, after: number): boolean {
  const pending = [start];
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    if (states.has(state)) continue;
    states.add(state);
    const instruction = program[state]!;
    switch (instruction.k) {
      case 'm': return true;
      case 'j': pending.push(instruction.to); break;
      case 's': pending.push(instruction.or, instruction.to); break;
      case 'a': if (holds(instruction.is, before, after)) pending.push(state + 1); break;
    }
  }
  return false;
}

function holds(assertion: string, before: number, after: number): boolean {
  switch (assertion) {
    case 'start': return before < 0;
    case 'end': return after < 0;
    case 'word': return isWord(before) !== isWord(after);
    default: return isWord(before) === isWord(after);
  }
}

const isWord = (c: number) => (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || c === 95 || (c >= 97 && c <= 122);

function inClass(instruction: Instruction & { k: 'c' }, point: number): boolean {
  const { r } = instruction;
  let low = 0;
  let high = r.length / 2 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (point < r[middle * 2]!) high = middle - 1;
    else if (point > r[middle * 2 + 1]!) low = middle + 1;
    else return instruction.no !== true;
  }
  return instruction.no === true;
}
