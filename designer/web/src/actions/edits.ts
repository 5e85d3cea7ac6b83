import { type Assignments, type Block, type Command, indentAt, removeLines, replace, type Span, type TextEdit } from '../rules/structure.ts';

/** Changes of commands as changes of their text. Each leaves what it does not touch, remarks too, as it stands. */

/** Where a command or a block is, from the block on: `commands`, 2, `body`, `commands`, 0. */
export type Path = readonly (string | number)[];

/** What is at a path; nothing where the text has meanwhile become another. */
export const at = (block: Block, path: Path): unknown => path.reduce<unknown>((now, key) => (now as Record<string | number, unknown> | undefined)?.[key], block);
export const commandAt = (block: Block, path: Path) => at(block, path) as Command | undefined;
export const blockAt = (block: Block, path: Path) => at(block, path) as Block | undefined;

/** A command as the last of its block; a block on one line becomes one of several lines. */
export function addCommand(text: string, block: Block, command: string): TextEdit[] {
  if (block.close === undefined) return [];
  const indent = indentAt(text, block.open);
  const inner = `${indent}  `;
  const lines = command.split('\n').join(`\n${inner}`);
  const last = block.commands.at(-1);
  if (!text.slice(block.open, block.close).includes('\n')) {
    // Only blanks stand between commands on one line, or a remark that stays where it is.
    const gaps = [block.open + 1, ...block.commands.map((one) => one.span.end)];
    const starts = [...block.commands.map((one) => one.span.start), block.close];
    return gaps.flatMap((from, i) => {
      const to = starts[i]!;
      const between = text.slice(from, to).trim();
      const written = between ? ` ${between}` : '';
      if (i < starts.length - 1) return [{ start: from, length: to - from, newText: `${written}\n${inner}` }];
      return [{ start: from, length: to - from, newText: `${written}\n${inner}${lines}\n${indent}` }];
    });
  }
  const beside = last ? indentAt(text, last.span.start) : inner;
  const own = command.split('\n').join(`\n${beside}`);
  let start = block.close;
  while (start > 0 && /\s/.test(text[start - 1]!)) start--;
  return [{ start, length: block.close - start, newText: `\n${beside}${own}\n${indent}` }];
}

/** A command goes with the remarks on the lines right above it, which are about it. */
export const removeCommand = (text: string, command: Command): TextEdit[] => [removeLines(text, withRemarks(text, command.span))];

/** Commands in another order: each place takes the text of the one that comes there, with its remarks. */
export function moveCommand(text: string, block: Block, from: number, to: number): TextEdit[] {
  const places = block.commands.map((one) => withRemarks(text, one.span));
  const order = places.map((_, i) => i);
  const [moved] = order.splice(from, 1);
  order.splice(to, 0, moved!);
  return places.flatMap((place, i) => (order[i] === i ? [] : [replace(place, text.slice(places[order[i]!]!.start, places[order[i]!]!.end))]));
}

/** A clause behind others: another text for it, none of it, or a new one; `lead` is the word before it. */
export function setClause(text: string, part: { span: Span } | undefined, next: string, end: number, lead: string): TextEdit[] {
  if (part && next) return [replace(part.span, next)];
  if (next) return [{ start: end, length: 0, newText: ` ${lead} ${next}` }];
  if (!part) return [];
  const start = beforeWord(text, part.span.start);
  return [{ start, length: part.span.end - start, newText: '' }];
}

export function setAssignment(text: string, list: Assignments, field: string, value: string): TextEdit[] {
  const known = list.items.find((one) => one.field.text === field);
  if (known) return [replace(known.value.span, value)];
  const last = list.items.at(-1);
  if (!last) return [{ start: list.open + 1, length: list.close - list.open - 1, newText: ` ${field}: ${value} ` }];
  // Where each stands on a line of its own, the new one does as well.
  const lines = list.items.length > 1 && list.items.every((one) => text.slice(0, one.span.start).endsWith(indentAt(text, one.span.start)) && text.lastIndexOf('\n', one.span.start - 1) > list.open);
  return [{ start: last.span.end, length: 0, newText: lines ? `,\n${indentAt(text, last.span.start)}${field}: ${value}` : `, ${field}: ${value}` }];
}

/** One goes with the comma that set it apart from its neighbour. */
export function removeAssignment(list: Assignments, field: string): TextEdit[] {
  const i = list.items.findIndex((one) => one.field.text === field);
  const one = list.items[i];
  if (!one) return [];
  const [before, after] = [list.items[i - 1], list.items[i + 1]];
  if (after) return [{ start: one.span.start, length: after.span.start - one.span.start, newText: '' }];
  if (before) return [{ start: before.span.end, length: one.span.end - before.span.end, newText: '' }];
  return [replace(one.span, '')];
}

export function addOtherwise(text: string, command: Command, word: string): TextEdit[] {
  const indent = indentAt(text, command.span.start);
  return command.body ? [{ start: command.body.span.end, length: 0, newText: ` ${word} {\n${indent}}` }] : [];
}

export function removeOtherwise(command: Command): TextEdit[] {
  return command.body ? [{ start: command.body.span.end, length: command.span.end - command.body.span.end, newText: '' }] : [];
}

function withRemarks(text: string, span: Span): Span {
  let start = span.start;
  const line = (place: number) => text.lastIndexOf('\n', place - 1) + 1;
  if (text.slice(line(start), start).trim() !== '') return span;
  for (;;) {
    const above = line(start);
    if (above === 0) break;
    const from = line(above - 1);
    if (!text.slice(from, above).trim().startsWith('//')) break;
    start = from + indentAt(text, from).length;
  }
  return { start, length: span.end - start, end: span.end };
}

function beforeWord(text: string, place: number): number {
  let start = place;
  const blanks = () => {
    while (start > 0 && /\s/.test(text[start - 1]!)) start--;
  };
  blanks();
  while (start > 0 && /[\p{L}\p{N}_]/u.test(text[start - 1]!)) start--;
  blanks();
  return start;
}
