import { editor as monaco } from 'monaco-editor/editor';
import type { DraftStore } from '../../draft/index.ts';
import { merged } from '../../draft/merge.ts';
import { check, languageId, uriOf } from './language.ts';

const pause = 350;
const checkAfter = 150;

/**
 * Shows a file of the draft in the editor and holds both to each other: what is typed goes into the draft when the typing pauses,
 * never in the middle of a composition; what changes there by other hands (undo, cards, renames) comes into the text.
 */
export function bindModel(editor: monaco.IStandaloneCodeEditor, store: DraftStore, path: string, label: (file: string) => string): { commit: () => void; dispose: () => void } {
  const text = store.text(path) ?? '';
  const known = monaco.getModel(uriOf(path));
  const model = known ?? monaco.createModel(text, languageId, uriOf(path));
  if (model.getValue() !== text) model.setValue(text);
  model.updateOptions({ tabSize: 2, insertSpaces: true, bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } });
  editor.setModel(model);

  let mine = text;
  let composing = false;
  let writing: ReturnType<typeof setTimeout> | undefined;
  let checking: ReturnType<typeof setTimeout> | undefined;
  const checkSoon = (delay: number) => {
    clearTimeout(checking);
    checking = setTimeout(() => void check(model).catch(() => {}), delay);
  };
  const commit = () => {
    clearTimeout(writing);
    const next = model.getValue();
    if (next === mine) return;
    mine = next;
    store.edit(label(path), [{ path, text: next }]);
  };
  const writeSoon = () => {
    clearTimeout(writing);
    if (!composing) writing = setTimeout(commit, pause);
  };
  const listeners = [
    editor.onDidCompositionStart(() => {
      composing = true;
      clearTimeout(writing);
    }),
    editor.onDidCompositionEnd(() => {
      composing = false;
      writeSoon();
    }),
    model.onDidChangeContent(() => {
      if (model.getValue() !== mine) writeSoon();
      checkSoon(checkAfter);
    }),
    editor.onDidBlurEditorText(commit),
  ];
  let files = store.snapshot().files;
  const stop = store.subscribe(() => {
    const snapshot = store.snapshot();
    if (snapshot.files === files) return;
    files = snapshot.files;
    const given = store.text(path);
    if (given !== undefined && given !== mine) {
      clearTimeout(writing);
      // What is typed and not taken over yet stays beside what came in.
      const typed = model.getValue();
      const both = typed === mine ? given : (merged(path, mine, typed, given) ?? typed);
      mine = given;
      adopt(model, both);
      if (both !== given) writeSoon();
    } else checkSoon(checkAfter);
  });
  checkSoon(0);
  return {
    commit,
    dispose: () => {
      commit();
      stop();
      clearTimeout(writing);
      clearTimeout(checking);
      for (const listener of listeners) listener.dispose();
      if (editor.getModel() === model) editor.setModel(null);
      // The others were made to be looked ahead into, and are old by the time they are needed again.
      for (const one of monaco.getModels()) one.dispose();
    },
  };
}

/** Changes what differs only, so that the cursor and what is folded stay. */
function adopt(model: monaco.ITextModel, next: string): void {
  const before = model.getValue();
  let start = 0;
  while (start < before.length && start < next.length && before[start] === next[start]) start++;
  let end = 0;
  while (end < before.length - start && end < next.length - start && before[before.length - 1 - end] === next[next.length - 1 - end]) end++;
  const [from, to] = [model.getPositionAt(start), model.getPositionAt(before.length - end)];
  const range = { startLineNumber: from.lineNumber, startColumn: from.column, endLineNumber: to.lineNumber, endColumn: to.column };
  model.pushEditOperations([], [{ range, text: next.slice(start, next.length - end) }], () => null);
}
