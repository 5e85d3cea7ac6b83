import { useQueries, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { post, useDraft } from '../draft/index.ts';

export type Span = { start: number; length: number; end: number };
/** A part of a file, as written, and where: written anew by putting other text there. */
export type Part = { span: Span; text: string };
export type MessagePart = { span: Span; texts: { locale?: string; text: Part }[] };
export type RuleKind = 'validate' | 'warn' | 'default' | 'computed' | 'rollup' | 'show' | 'required' | 'readonly' | 'before' | 'after';
export type Rule = { kind: RuleKind; name: string; span: Span; nameSpan: Span; fields: Part[]; type?: Part; when?: Part; require?: Part; value?: Part; message?: MessagePart; body?: Part; block?: Block };
export type RulesBlock = { entity: Part; span: Span; close: number; rules: Rule[] };
export type State = { name: Part; span: Span; initial: boolean; final: boolean };
export type Clause = { kind: 'guard' | 'by' | 'ask' | 'do' | 'sla'; span: Span; content?: Part; message?: MessagePart; fields: { field: string; required: boolean }[]; block?: Block; deadline?: Deadline };
/** How long a record may wait, and what happens then. */
export type Deadline = { amount: Part; business?: Part | undefined; unit: Part; command: Part };
export type Transition = { name: Part; span: Span; from: Part[]; fromSpan: Span; to: Part; close?: number; clauses: Clause[] };
export type Process = { name: Part; entity: Part; field: Part; span: Span; close: number; states: State[]; transitions: Transition[] };
export type CommandKind = 'set' | 'create' | 'update' | 'delete' | 'send' | 'reply' | 'notify' | 'webhook' | 'addTag' | 'removeTag' | 'forEach' | 'if' | 'let' | 'start' | 'other';
/** Commands in their braces; without `close` nothing can be added. */
export type Block = { span: Span; open: number; close?: number; commands: Command[] };
export type Assignments = { open: number; close: number; items: { span: Span; field: Part; value: Part }[] };
/** A command in the parts that it has: `target` is the field, the entity, the record or the people that it is about. */
export type Command = {
  kind: CommandKind;
  span: Span;
  name?: Part;
  target?: Part;
  value?: Part;
  channel?: Part;
  template?: Part;
  via?: Part;
  limit?: Part;
  key?: Part;
  message?: MessagePart;
  assignments?: Assignments;
  body?: Block;
  otherwise?: Block;
  otherwiseIf?: Command;
};
/** What acts without a save. `entity` is whose record its commands are about; `blocks` are several where it has several outcomes. */
export type Automation = { kind: 'schedule' | 'message' | 'approval'; name: Part; span: Span; entity?: Part; head?: Part; when?: Part; blocks: { on?: string; block: Block }[] };
export type TableColumn = { span: Span; name: Part; type: Part };
export type TableRow = { span: Span; otherwise: boolean; cells: Part[]; result: Part };
/** A decision table: `hit` in English whatever the keywords, its place empty where none is written. */
export type Table = { name: Part; span: Span; columns: TableColumn[]; closeColumns: number; type: Part; hit: string; hitSpan: Span; open: number; close?: number; rows: TableRow[] };
export type FunctionPart = { span: Span; name: Part; type: Part; body: Part };
/** What people call the rule that begins at a place: its kind, and what it says or is about. */
export type Titled = { start: number; kind: string; title: string };
export type Structure = { japanese: boolean; rules: RulesBlock[]; processes: Process[]; functions: FunctionPart[]; tables: Table[]; automations: Automation[]; titles?: Titled[] };

export const structureQuery = (app: string, path: string, text: string) => ({
  queryKey: ['design', app, 'structure', path, text, document.documentElement.lang] as const,
  queryFn: async ({ signal }: { signal: AbortSignal }) => ({ ...(await post<Structure>(app, 'language/structure', { path, text }, signal)), of: text }),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: 60_000,
});

export const isRules = (path: string) => path.startsWith('rules/') && path.endsWith('.rules');

/** The draft's files of rules, in order. */
export function useRuleFiles(): string[] {
  return [...useDraft().files.keys()].filter(isRules).sort();
}

/** A file in its parts; `of` is the text that they are places of. Meanwhile the parts of the text before. */
export function useStructure(path: string, text: string) {
  const { store } = useDraft();
  return useQuery({ ...structureQuery(store.app, path, text), placeholderData: (before) => before, enabled: path !== '' }).data;
}

/** Every file of rules in its parts, as far as they are known. */
export function useStructures(): { path: string; structure: (Structure & { of: string }) | undefined }[] {
  const { store, files } = useDraft();
  const paths = useRuleFiles();
  const known = useRef(new Map<string, Structure & { of: string }>());
  const results = useQueries({ queries: paths.map((path) => structureQuery(store.app, path, files.get(path) ?? '')) });
  // Until a new text is read, what was read last stands: what is open stays open, and who is in it stays there.
  return results.map(({ data }, i) => {
    const path = paths[i]!;
    if (data) known.current.set(path, data);
    return { path, structure: data ?? known.current.get(path) };
  });
}

export type TextEdit = { start: number; length: number; newText: string };

/** The text with all edits done; they do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return [...edits].sort((a, b) => b.start - a.start).reduce((result, edit) => result.slice(0, edit.start) + edit.newText + result.slice(edit.start + edit.length), text);
}

export const replace = (span: Span, newText: string): TextEdit => ({ start: span.start, length: span.length, newText });

/** Takes lines away whole: with the indent before and the end of the line after, where nothing else stands there. */
export function removeLines(text: string, span: Span): TextEdit {
  let start = span.start;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  let end = span.end;
  while (text[end] === ' ' || text[end] === '\t') end++;
  const alone = (start === 0 || text[start - 1] === '\n') && (end >= text.length || text[end] === '\n');
  if (alone) return { start, length: Math.min(end + 1, text.length) - start, newText: '' };
  // Among others on a line, with the blanks that set it apart.
  const from = start === 0 || text[start - 1] === '\n' ? span.start : start;
  return { start: from, length: span.end - from, newText: '' };
}

/** The words of a message as they are read: without quotes and escapes, `{…}` as it stands. */
export const unquote = (literal: string) => literal.slice(1, -1).replace(/\\(["\\])/g, '$1');

/** Words as a literal; what stands in braces is an expression and stays. */
export function quote(words: string): string {
  let depth = 0;
  let out = '';
  for (const char of words.replace(/\s*\n\s*/g, ' ')) {
    if (char === '{') depth++;
    else if (char === '}') depth = Math.max(0, depth - 1);
    out += depth === 0 && (char === '"' || char === '\\') ? `\\${char}` : char;
  }
  return `"${out}"`;
}

/** The blanks that a line begins with. */
export const indentAt = (text: string, place: number): string => /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', place - 1) + 1))![0];

/** Where in a text a line and column, both from 1, are. */
export function offsetAt(text: string, line: number, column: number): number {
  let start = 0;
  for (let at = 1; at < line; at++) {
    const next = text.indexOf('\n', start);
    if (next < 0) return text.length;
    start = next + 1;
  }
  return Math.min(text.length, start + column - 1);
}
