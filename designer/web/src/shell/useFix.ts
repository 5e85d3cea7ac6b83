import { useCallback } from 'react';
import { type Diagnostic, post, useDraft } from '../draft/index.ts';
import { renamedFiles } from '../rules/renamed.ts';

/** Mends a problem as the engine proposes, in whichever file. What it proposes is asked anew: places move while people type. */
export function useFix() {
  const { store } = useDraft();
  return useCallback(
    async (problem: Diagnostic, title: string) => {
      await store.flush();
      const asked = store.snapshot().files;
      const { diagnostics } = await post<{ diagnostics: Diagnostic[] }>(store.app, 'check', {});
      const same = diagnostics.filter((one) => one.id === problem.id && one.file === problem.file && one.message === problem.message);
      const nearest = same.sort((a, b) => Math.abs(a.line - problem.line) - Math.abs(b.line - problem.line))[0];
      const fix = nearest?.fixes?.find((one) => one.title === title);
      // Typed on meanwhile: its places are no longer those of the texts. The problem is still listed and can be mended again.
      if (!fix || store.snapshot().files !== asked) return;
      store.edit(fix.title, renamedFiles(store, { edits: fix.edits, moves: [] }));
    },
    [store],
  );
}
