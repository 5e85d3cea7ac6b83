import type { DraftStore, FileText } from '../draft/index.ts';
import type { RenameAnswer } from './monaco/language.ts';
import { applyEdits } from './structure.ts';

/** The files that a renaming changes, as one step of the draft. */
export function renamedFiles(store: DraftStore, { edits, moves }: RenameAnswer): FileText[] {
  const texts = new Map<string, string | null>();
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const text = store.text(file);
    if (text !== undefined)
      texts.set(
        file,
        applyEdits(
          text,
          edits.filter((edit) => edit.file === file),
        ),
      );
  }
  for (const { from, to } of moves) {
    texts.set(to, texts.get(from) ?? store.text(from) ?? '');
    texts.set(from, null);
  }
  return [...texts].map(([path, text]) => ({ path, text }));
}
