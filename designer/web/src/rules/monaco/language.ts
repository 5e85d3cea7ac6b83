import { editor, languages, MarkerSeverity, Range, Uri } from 'monaco-editor/editor';
import type { Diagnostic, Fix, Use } from '../../draft/index.ts';
import type { Cost, Told } from '../told.ts';
import { completionKind } from './completion.ts';
import { kinds } from './theme.ts';

export const languageId = 'lowcodecrm-rules';
export const uriOf = (path: string) => Uri.from({ scheme: 'draft', path: `/${path}` });
export const pathOf = (uri: Uri) => uri.path.slice(1);

export type Word = { text: string; alias: string; reserved: boolean };
type RangeJson = { line: number; column: number; endLine: number; endColumn: number };
export type RenameAnswer = { edits: { file: string; start: number; length: number; newText: string }[]; moves: { from: string; to: string }[] };

/** What the editor asks of whom it stands in: the server's answers, and the draft. */
export type Host = {
  ask: <T>(rest: string, body: unknown) => Promise<T>;
  words: () => Promise<Word[]>;
  text: (path: string) => string | undefined;
  /** Markdown that leads to a page of the reference. */
  more: (path: string) => string;
  /** Leads to a place in another file. */
  open: (path: string, line: number, column: number) => void;
  /** What a rule may cost at worst, in words. */
  cost: (cost: Cost, budget: Told['budget']) => string;
  /** Writes what a renaming changes, in every file. */
  renamed: (name: string, to: string, answer: RenameAnswer) => void;
};

let host: Host | null = null;
let started = false;
/** What is wrong with a text, and with which version of it: places of an older one are places of nothing. */
const found = new Map<string, { version: number; diagnostics: Diagnostic[] }>();
/** What is said behind the first line of each rule that has commands. */
const decorated = new WeakMap<editor.ITextModel, string[]>();
const rangeOf = (at: RangeJson) => new Range(at.line, at.column, at.endLine, at.endColumn);

/** Whether something must follow what stands there: a name behind `for`, a condition behind `when`, a value behind `=`. */
const awaits = (before: string) =>
  /(?:(?:^|[^\p{L}\p{N}_])(?:for|on|when|require|show|required|readonly|default|computed|set|guard|where|and|or|not|in|対象|条件|要求|表示|必須|読取専用|既定|算出|設定|前提|絞込|かつ|または|のうち)|[=<>＝＜＞+\-*/(,、])\s$/u.test(
    before,
  );

/** Makes the language known once, and lets its answers come from whatever app's rules are open now. */
export function startLanguage(next: Host): void {
  host = next;
  if (started) return;
  started = true;
  languages.register({ id: languageId, extensions: ['.rules'] });
  languages.setLanguageConfiguration(languageId, {
    wordPattern: /[\p{L}\p{N}_]+/u,
    comments: { lineComment: '//', blockComment: ['/*', '*/'] },
    brackets: [
      ['{', '}'],
      ['(', ')'],
      ['[', ']'],
    ],
    autoClosingPairs: [
      { open: '{', close: '}' },
      { open: '(', close: ')' },
      { open: '[', close: ']' },
      { open: '"', close: '"', notIn: ['string', 'comment'] },
    ],
    indentationRules: { increaseIndentPattern: /\{[^}"]*$/, decreaseIndentPattern: /^\s*\}/ },
  });
  void host.words().then((words) => languages.setMonarchTokensProvider(languageId, monarch(words)));
  languages.registerDocumentSemanticTokensProvider(languageId, {
    getLegend: () => ({ tokenTypes: [...kinds], tokenModifiers: [] }),
    provideDocumentSemanticTokens: async (model) => {
      const version = model.getVersionId();
      const { spans } = await host!.ask<{ spans: { start: number; length: number; kind: string }[] }>('language/classify', request(model));
      // The text has moved on: these are no places of it, and it is asked again anyway.
      return model.isDisposed() || model.getVersionId() !== version ? null : { data: encode(model, spans) };
    },
    releaseDocumentSemanticTokens: () => {},
  });
  languages.registerCompletionItemProvider(languageId, {
    triggerCharacters: ['.', ' ', '='],
    provideCompletionItems: async (model, position, context) => {
      // A space asks by itself only behind a word or sign that something must follow.
      if (context.triggerCharacter === ' ' && !awaits(model.getLineContent(position.lineNumber).slice(0, position.column - 1))) return { suggestions: [] };
      type Item = { label: string; kind: string; detail: string; insertText: string; filterText: string; documentation: string };
      const { items } = await host!.ask<{ items: Item[] }>('language/completion', request(model, position));
      const word = model.getWordUntilPosition(position);
      const range = new Range(position.lineNumber, word.startColumn, position.lineNumber, word.endColumn);
      const called = /^\s*[(（]/.test(model.getLineContent(position.lineNumber).slice(word.endColumn - 1));
      return {
        suggestions: items.map((item, i) => ({
          label: { label: item.label, description: item.detail },
          kind: completionKind(item.kind),
          ...insertion(item, called),
          filterText: item.filterText,
          documentation: { value: item.documentation },
          sortText: String(i).padStart(5, '0'),
          range,
        })),
      };
    },
  });
  languages.registerHoverProvider(languageId, {
    provideHover: async (model, position) => {
      const { hover } = await host!.ask<{ hover?: { text: string; range: RangeJson; reference?: string } }>('language/hover', request(model, position));
      if (!hover) return undefined;
      const contents = [hover.text, hover.reference && host!.more(hover.reference)].filter((text) => text !== undefined);
      return { contents: contents.map((value) => ({ value })), range: rangeOf(hover.range) };
    },
  });
  languages.registerSignatureHelpProvider(languageId, {
    signatureHelpTriggerCharacters: ['(', '（', ',', '、', '，'],
    provideSignatureHelp: async (model, position) => {
      type Help = { signatures: { label: string; parameters: { start: number; length: number }[]; documentation: string }[]; active: number; parameter?: number };
      const { help } = await host!.ask<{ help?: Help }>('language/signature', request(model, position));
      if (!help) return null;
      const signatures = help.signatures.map((one) => ({
        label: one.label,
        documentation: { value: one.documentation },
        parameters: one.parameters.map(({ start, length }) => ({ label: [start, start + length] as [number, number] })),
      }));
      return { value: { signatures, activeSignature: help.active, activeParameter: help.parameter ?? -1 }, dispose: () => {} };
    },
  });
  const uses = async (kind: string, model: editor.ITextModel, position: { lineNumber: number; column: number }) => {
    const { value = [] } = await host!.ask<{ value?: Use[] }>(`language/${kind}`, request(model, position));
    return value.map((use) => ({ uri: modelOf(use.file), range: rangeOf(use) }));
  };
  languages.registerDefinitionProvider(languageId, { provideDefinition: (model, position) => uses('definition', model, position) });
  languages.registerReferenceProvider(languageId, { provideReferences: (model, position) => uses('references', model, position) });
  languages.registerDocumentFormattingEditProvider(languageId, {
    provideDocumentFormattingEdits: async (model) => {
      const { text } = await host!.ask<{ text: string }>('language/format', request(model));
      return [{ range: model.getFullModelRange(), text }];
    },
  });
  languages.registerRenameProvider(languageId, {
    resolveRenameLocation: async (model, position) => {
      const at = await host!.ask<{ range?: RangeJson; name?: string }>('language/rename', request(model, position));
      const here = new Range(position.lineNumber, position.column, position.lineNumber, position.column);
      return at.range && at.name ? { range: rangeOf(at.range), text: at.name } : { range: here, text: '', rejectReason: '—' };
    },
    provideRenameEdits: async (model, position, to) => {
      try {
        const answer = await host!.ask<RenameAnswer & { name: string }>('language/rename', { ...request(model, position), to });
        host!.renamed(answer.name, to, answer);
        return { edits: [] };
      } catch (error) {
        return { edits: [], rejectReason: error instanceof Error ? error.message : String(error) };
      }
    },
  });
  languages.registerCodeActionProvider(languageId, {
    provideCodeActions: async (model, range) => {
      if (found.get(model.uri.toString())?.version !== model.getVersionId()) await check(model);
      const known = found.get(model.uri.toString());
      const here = known?.version === model.getVersionId() ? known.diagnostics.filter((one) => Range.areIntersectingOrTouching(rangeOf(one), range)) : [];
      return { actions: here.flatMap((one) => (one.fixes ?? []).map((fix) => action(model, one, fix))), dispose: () => {} };
    },
  });
  editor.registerEditorOpener({
    openCodeEditor: (_source, resource, at) => {
      const [line, column] = !at ? [1, 1] : 'startLineNumber' in at ? [at.startLineNumber, at.startColumn] : [at.lineNumber, at.column];
      host!.open(pathOf(resource), line, column);
      return true;
    },
  });
}

/** A function comes with both its brackets, the cursor between them and what it takes told; with none where they are there. */
function insertion(item: { kind: string; insertText: string }, called: boolean): Pick<languages.CompletionItem, 'insertText' | 'insertTextRules' | 'command'> {
  if (item.kind !== 'function' || !item.insertText.endsWith('(')) return { insertText: item.insertText };
  const name = item.insertText.slice(0, -1);
  if (called) return { insertText: name };
  return { insertText: `${name}($0)`, insertTextRules: languages.CompletionItemInsertTextRule.InsertAsSnippet, command: { id: 'editor.action.triggerParameterHints', title: '' } };
}

/** Asks what is wrong with the text as it stands, and marks it; nothing where it was changed meanwhile. */
export async function check(model: editor.ITextModel): Promise<void> {
  const version = model.getVersionId();
  const { diagnostics, costs, budget } = await host!.ask<Told>('language/diagnostics', request(model));
  if (model.isDisposed() || model.getVersionId() !== version) return;
  const shown = costs.map((cost) => {
    const line = model.getPositionAt(cost.start).lineNumber;
    const at = model.getLineMaxColumn(line);
    return {
      range: new Range(line, at, line, at),
      options: { description: 'cost', showIfCollapsed: true, after: { content: `  ${host!.cost(cost, budget)}`, inlineClassName: 'rule-cost', cursorStops: editor.InjectedTextCursorStops.None } },
    };
  });
  decorated.set(model, model.deltaDecorations(decorated.get(model) ?? [], shown));
  found.set(model.uri.toString(), { version, diagnostics });
  editor.setModelMarkers(model, languageId, diagnostics.map(marker));
}

function marker(one: Diagnostic): editor.IMarkerData {
  const severity = { error: MarkerSeverity.Error, warning: MarkerSeverity.Warning, info: MarkerSeverity.Info }[one.severity];
  return { severity, code: one.id, message: one.message, startLineNumber: one.line, startColumn: one.column, endLineNumber: one.endLine, endColumn: one.endColumn };
}

function action(model: editor.ITextModel, one: Diagnostic, fix: Fix): languages.CodeAction {
  const edits = fix.edits
    .filter((edit) => edit.file === pathOf(model.uri))
    .map((edit) => {
      const range = Range.fromPositions(model.getPositionAt(edit.start), model.getPositionAt(edit.start + edit.length));
      return { resource: model.uri, versionId: model.getVersionId(), textEdit: { range, text: edit.newText } };
    });
  return { title: fix.title, kind: 'quickfix', diagnostics: [marker(one)], isPreferred: one.fixes!.length === 1, edit: { edits } };
}

const request = (model: editor.ITextModel, position?: { lineNumber: number; column: number }) => ({
  path: pathOf(model.uri),
  text: model.getValue(),
  line: position?.lineNumber,
  column: position?.column,
});

/** A file that a place is in, readable for a look ahead. */
function modelOf(path: string): Uri {
  const uri = uriOf(path);
  if (!editor.getModel(uri)) editor.createModel(host!.text(path) ?? '', path.endsWith('.rules') ? languageId : 'plaintext', uri);
  return uri;
}

/** Spans as differences, line by line: a text over several lines is a token in each. */
function encode(model: editor.ITextModel, spans: { start: number; length: number; kind: string }[]): Uint32Array {
  const data: number[] = [];
  let [lastLine, lastColumn] = [0, 0];
  for (const span of spans) {
    const type = kinds.indexOf(span.kind as (typeof kinds)[number]);
    const [from, to] = [model.getPositionAt(span.start), model.getPositionAt(span.start + span.length)];
    for (let line = from.lineNumber; line <= to.lineNumber; line++) {
      const start = line === from.lineNumber ? from.column - 1 : 0;
      const end = line === to.lineNumber ? to.column - 1 : model.getLineMaxColumn(line) - 1;
      if (end <= start) continue;
      data.push(line - 1 - lastLine, line - 1 === lastLine ? start - lastColumn : start, end - start, type, 0);
      [lastLine, lastColumn] = [line - 1, start];
    }
  }
  return new Uint32Array(data);
}

/** The colours of the first moment, before the engine has answered. */
function monarch(words: Word[]): languages.IMonarchLanguage {
  return {
    unicode: true,
    keywords: words.flatMap((word) => [word.text, word.alias]),
    tokenizer: {
      root: [
        [/\/\/.*$/, 'comment'],
        [/\/\*/, 'comment', '@comment'],
        [/"(?:[^"\\]|\\.)*"/, 'text'],
        [/\d{4}-\d{2}-\d{2}(?:T[\d:+-]+)?/, 'date'],
        [/\d[\d_]*(?:\.\d+)?/, 'number'],
        [/[\p{L}_][\p{L}\p{N}_]*(?=\()/u, { cases: { '@keywords': 'keyword', '@default': 'function' } }],
        [/[\p{L}_][\p{L}\p{N}_]*/u, { cases: { '@keywords': 'keyword', '@default': 'name' } }],
        [/[{}()[\].,:、]/, 'punctuation'],
        [/[=<>+\-*/&?|]+/, 'operator'],
      ],
      comment: [
        [/[^*]+/, 'comment'],
        [/\*\//, 'comment', '@pop'],
        [/\*/, 'comment'],
      ],
    },
  };
}
