import { useTranslation } from '@lowcodecrm/web/i18n';
import { EmptyState, toast } from '@lowcodecrm/web/ui';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { post, useDraft } from '../draft/index.ts';
import { useDesigner } from '../shell/designer.ts';
import { AddRuleDialog } from './AddRuleDialog.tsx';
import { RuleCards } from './cards/RuleCards.tsx';
import { EditorBar } from './EditorBar.tsx';
import type { Host, RenameAnswer } from './monaco/language.ts';
import { type EditorHandle, RulesEditor } from './monaco/RulesEditor.tsx';
import { RecordTestDialog } from './RecordTestDialog.tsx';
import styles from './Rules.module.css';
import { RuleTree } from './RuleTree.tsx';
import { renamedFiles } from './renamed.ts';
import { isRules, useRuleFiles, useStructure } from './structure.ts';
import { wordsQuery } from './words.ts';

const TableEditor = lazy(() => import('../tables/TableEditor.tsx').then((module) => ({ default: module.TableEditor })));

/** The rules of an app: what there is at the left, the text in the middle, the same in forms at the right. */
export default function RulesPage() {
  const { t, i18n } = useTranslation('rules');
  const { store } = useDraft();
  const { goTo } = useDesigner();
  const client = useQueryClient();
  const files = useRuleFiles();
  const [params, setParams] = useSearchParams();
  const asked = params.get('file');
  const path = asked && isRules(asked) && files.includes(asked) ? asked : (files[0] ?? '');
  const editor = useRef<EditorHandle>(null);
  const [cursor, setCursor] = useState(0);
  const [adding, setAdding] = useState(false);
  const [recording, setRecording] = useState(false);
  const structure = useStructure(path, store.text(path) ?? '');

  const table = structure?.tables.find((one) => cursor >= one.span.start && cursor <= one.span.end);

  const open = useCallback(
    (file: string, place?: { line?: number; column?: number; start?: number; length?: number }) => {
      const next = new URLSearchParams({ file });
      for (const [key, value] of Object.entries(place ?? {})) if (value !== undefined) next.set(key, String(value));
      setParams(next);
    },
    [setParams],
  );

  // A place in the address is gone to once; then the address names the file alone.
  useEffect(() => {
    const number = (key: string) => (params.has(key) ? Number(params.get(key)) : null);
    const [line, start] = [number('line'), number('start')];
    if (line === null && start === null) return;
    if (start !== null) editor.current?.select(start, number('length') ?? 0);
    else editor.current?.show(line!, number('column') ?? 1, params.has('whole'));
    setParams(new URLSearchParams({ file: path }), { replace: true });
  }, [params, path, setParams]);

  const host = useMemo<Host>(
    () => ({
      ask: (rest, body) => post(store.app, rest, body),
      more: (path) => `[${t('reference')}](${location.origin}${path}?lang=${i18n.language})`,
      words: () => client.ensureQueryData(wordsQuery(store.app)),
      text: (file) => store.text(file),
      open: (file, line, column) => (isRules(file) ? open(file, { line, column }) : goTo({ file, line, column })),
      cost: (cost, budget) => {
        // What comes nearest to its budget says enough.
        const [most] = (['commands', 'statements', 'rowsRead'] as const).toSorted((a, b) => cost[b] / budget[b] - cost[a] / budget[a]);
        return t(`costs.${most!}`, { count: cost[most!], budget: budget[most!] });
      },
      renamed: (name: string, to: string, answer: RenameAnswer) => {
        editor.current?.commit();
        const changes = renamedFiles(store, answer);
        store.edit(t('renamed', { name, to }), changes);
        if (changes.length > 1) toast(t('renamedIn', { name, to, count: changes.length }));
      },
    }),
    [store, client, open, goTo, t, i18n],
  );

  return (
    <div className={styles.page}>
      <RuleTree path={path} cursor={cursor} onOpen={open} onAdd={() => setAdding(true)} onRecord={() => setRecording(true)} />
      <section className={styles.center} aria-label={t('text')}>
        {path ? (
          <>
            <EditorBar path={path} structure={structure} editor={editor} />
            <div className={styles.editor}>
              <RulesEditor ref={editor} path={path} host={host} onCursor={setCursor} />
            </div>
            {structure && table && (
              <Suspense fallback={null}>
                <TableEditor key={`${path} ${table.name.text}`} path={path} structure={structure} table={table} onShow={(start, length) => editor.current?.select(start, length)} />
              </Suspense>
            )}
          </>
        ) : (
          <EmptyState title={t('none')} />
        )}
      </section>
      <RuleCards path={path} structure={structure} cursor={cursor} onShow={(span) => editor.current?.select(span.start, span.length)} />
      {adding && <AddRuleDialog path={path} onClose={() => setAdding(false)} onAdded={open} />}
      {recording && <RecordTestDialog onClose={() => setRecording(false)} onAdded={open} />}
    </div>
  );
}
