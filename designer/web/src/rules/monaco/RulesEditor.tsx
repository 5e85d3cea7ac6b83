import { type Language, useTranslation } from '@lowcodecrm/web/i18n';
import { useScheme } from '@lowcodecrm/web/theme';
import { announce, SkeletonRows } from '@lowcodecrm/web/ui';
import type { editor as Monaco } from 'monaco-editor/editor';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useDraft } from '../../draft/index.ts';
import type { Host } from './language.ts';
import { loadEditor } from './load.ts';
import styles from './RulesEditor.module.css';

type Loaded = Awaited<ReturnType<typeof loadEditor>>;
export type EditorHandle = {
  /** Goes to a place, line and column from 1, and puts the cursor there; or selects the line, the cursor at its first letter. */
  show: (line: number, column: number, whole?: boolean) => void;
  /** Goes to a part of the text, from 0, and selects it. */
  select: (start: number, length: number) => void;
  /** Runs one of the editor's own commands, such as formatting. */
  run: (action: string) => void;
  /** Takes into the draft what is typed. */
  commit: () => void;
};

/** The text of a file of rules, with all the engine knows about it. What is typed goes into the draft at each pause, as one step. */
export function RulesEditor({ path, host, onCursor, ref }: { path: string; host: Host; onCursor: (offset: number) => void; ref: Ref<EditorHandle> }) {
  const { t, i18n } = useTranslation('rules');
  const { store } = useDraft();
  const scheme = useScheme();
  const box = useRef<HTMLDivElement>(null);
  const editor = useRef<Monaco.IStandaloneCodeEditor>(null);
  const commit = useRef(() => {});
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const waiting = useRef<((editor: Monaco.IStandaloneCodeEditor) => void) | null>(null);
  const cursor = useRef(onCursor);
  cursor.current = onCursor;

  useEffect(() => {
    let gone = false;
    void loadEditor(i18n.language as Language).then((module) => !gone && setLoaded(module));
    return () => {
      gone = true;
    };
  }, [i18n.language]);

  useEffect(() => {
    if (loaded) loaded.startLanguage(host);
  }, [loaded, host]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; what changes is given to it below
  useEffect(() => {
    if (!loaded || !box.current) return;
    const { monaco } = loaded;
    loaded.defineThemes();
    const made = monaco.editor.create(box.current, {
      model: null,
      theme: `lowcodecrm-${scheme}`,
      ariaLabel: t('editor', { file: path }),
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--code'),
      fontSize: 13,
      lineHeight: 20,
      minimap: { enabled: false },
      bracketPairColorization: { enabled: false },
      overviewRulerLanes: 0,
      hideCursorInOverviewRuler: true,
      scrollBeyondLastLine: false,
      automaticLayout: true,
      fixedOverflowWidgets: true,
      folding: true,
      lineNumbersMinChars: 3,
      padding: { top: 12, bottom: 12 },
      tabSize: 2,
      insertSpaces: true,
      wordWrap: 'on',
      wrappingIndent: 'deepIndent',
      'semanticHighlighting.enabled': true,
      wordBasedSuggestions: 'off',
      quickSuggestions: { other: true, strings: true, comments: false },
      suggest: { showStatusBar: false, insertMode: 'replace' },
      unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false, nonBasicASCII: false },
      renderControlCharacters: true,
      stickyScroll: { enabled: false },
      accessibilityPageSize: 50,
    });
    editor.current = made;
    made.onDidChangeCursorPosition((e) => {
      const at = made.getModel()?.getOffsetAt(e.position);
      if (at !== undefined) cursor.current(at);
    });
    made.onKeyDown((e) => {
      if (e.browserEvent.isComposing || e.browserEvent.keyCode === 229) return;
      if (e.keyCode === monaco.KeyCode.Escape) {
        // One Escape may be for a list that is open; the Tab after it leaves all the same.
        made.updateOptions({ tabFocusMode: true });
        announce(t('leave'));
      } else if (e.keyCode !== monaco.KeyCode.Tab && e.keyCode !== monaco.KeyCode.Shift) made.updateOptions({ tabFocusMode: false });
    });
    made.onDidBlurEditorText(() => made.updateOptions({ tabFocusMode: false }));
    const { KeyMod, KeyCode } = monaco;
    // One history for all of the draft: what is typed becomes a step, and steps are undone in their order.
    made.addCommand(KeyMod.CtrlCmd | KeyCode.KeyZ, () => {
      commit.current();
      store.undo();
    });
    for (const key of [KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.KeyZ, KeyMod.CtrlCmd | KeyCode.KeyY]) {
      made.addCommand(key, () => {
        commit.current();
        store.redo();
      });
    }
    return () => {
      made.dispose();
      editor.current = null;
    };
  }, [loaded]);

  useEffect(() => {
    if (loaded) loaded.monaco.editor.setTheme(`lowcodecrm-${scheme}`);
  }, [loaded, scheme]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: words alone are no reason to bind anew
  useEffect(() => {
    const made = editor.current;
    if (!loaded || !made) return;
    made.updateOptions({ ariaLabel: t('editor', { file: path }) });
    const bound = loaded.bindModel(made, store, path, (file) => t('typed', { file }));
    commit.current = bound.commit;
    waiting.current?.(made);
    waiting.current = null;
    return () => bound.dispose();
  }, [loaded, store, path]);

  useImperativeHandle(ref, () => {
    const now = (work: (editor: Monaco.IStandaloneCodeEditor) => void) => {
      if (editor.current?.getModel()) work(editor.current);
      else waiting.current = work;
    };
    return {
      show: (line, column, whole = false) =>
        now((made) => {
          const model = made.getModel()!;
          if (whole && line <= model.getLineCount())
            made.setSelection({ selectionStartLineNumber: line, selectionStartColumn: model.getLineMaxColumn(line), positionLineNumber: line, positionColumn: model.getLineFirstNonWhitespaceColumn(line) || 1 });
          else made.setPosition({ lineNumber: line, column });
          made.revealLineInCenterIfOutsideViewport(line);
          made.focus();
        }),
      select: (start, length) =>
        now((made) => {
          const model = made.getModel()!;
          const [from, to] = [model.getPositionAt(start), model.getPositionAt(start + length)];
          made.setSelection({ startLineNumber: from.lineNumber, startColumn: from.column, endLineNumber: to.lineNumber, endColumn: to.column });
          made.revealLineNearTop(from.lineNumber);
          made.focus();
        }),
      run: (action) =>
        now((made) => {
          made.focus();
          void made.getAction(action)?.run();
        }),
      commit: () => commit.current(),
    };
  }, []);

  return (
    <div className={styles.frame}>
      {!loaded && (
        <div className={styles.waiting}>
          <SkeletonRows rows={12} />
        </div>
      )}
      <div ref={box} className={styles.editor} data-rules-editor />
    </div>
  );
}
