import { applyEdits, type TextEdit } from './structure.ts';

type Made = { base: string; result: string; edits: TextEdit[] };
const made = new Map<string, Made>();

/**
 * A file's text with parts of it changed. The parts are those of `base`: where the text has moved on by changes of the same parts alone (a value
 * typed on while the server still tells the parts of the text before), the newer take the place of the older. Null where others changed it.
 */
export function rewritten(path: string, base: string, current: string, edits: TextEdit[]): string | null {
  const known = made.get(path);
  const over = current !== base && known?.base === base && known.result === current ? known : null;
  if (current !== base && !over) return null;
  const all = [...(over?.edits ?? []).filter((old) => !edits.some((edit) => overlap(old, edit))), ...edits];
  const result = applyEdits(base, all);
  made.set(path, { base, result, edits: all });
  return result;
}

const overlap = (a: TextEdit, b: TextEdit) => (a.start === b.start && a.length === b.length) || (a.start < b.start + b.length && b.start < a.start + a.length);
