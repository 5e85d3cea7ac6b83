export type Line = { kind: 'same' | 'added' | 'removed'; text: string; before?: number; after?: number };
/** Lines that belong together, or how many equal ones were left out. */
export type Hunk = Line[] | number;

/** Beyond so many compared pairs of lines the middle counts as replaced: nobody reads such a difference line by line. */
const mostPairs = 4_000_000;
const around = 3;

/** How two texts differ, line by line. */
export function diffLines(before: string, after: string): Line[] {
  const a = before === '' ? [] : before.replace(/\n$/, '').split('\n');
  const b = after === '' ? [] : after.replace(/\n$/, '').split('\n');
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const middle = between(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const lines: Line[] = [...a.slice(0, start).map((text): Line => ({ kind: 'same', text })), ...middle, ...a.slice(a.length - end).map((text): Line => ({ kind: 'same', text }))];
  let [x, y] = [0, 0];
  for (const line of lines) {
    if (line.kind !== 'added') line.before = ++x;
    if (line.kind !== 'removed') line.after = ++y;
  }
  return lines;
}

/** The longest common sequence, by table. */
function between(a: string[], b: string[]): Line[] {
  const whole = (): Line[] => [...a.map((text): Line => ({ kind: 'removed', text })), ...b.map((text): Line => ({ kind: 'added', text }))];
  if (a.length === 0 || b.length === 0 || a.length * b.length > mostPairs) return whole();
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) lengths[i * width + j] = a[i] === b[j] ? lengths[(i + 1) * width + j + 1]! + 1 : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: 'same', text: a[i++]! });
      j++;
    } else if (i < a.length && (j === b.length || lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!)) lines.push({ kind: 'removed', text: a[i++]! });
    else lines.push({ kind: 'added', text: b[j++]! });
  }
  return lines;
}

/** Only what changed, with a few lines around it. */
export function hunksOf(lines: Line[]): Hunk[] {
  const near = lines.map((_, i) => lines.slice(Math.max(0, i - around), i + around + 1).some((line) => line.kind !== 'same'));
  const hunks: Hunk[] = [];
  for (const [i, line] of lines.entries()) {
    const last = hunks.at(-1);
    if (near[i]) {
      if (Array.isArray(last)) last.push(line);
      else hunks.push([line]);
    } else if (typeof last === 'number') hunks[hunks.length - 1] = last + 1;
    else hunks.push(1);
  }
  return hunks;
}
