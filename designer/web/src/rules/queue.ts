import type { DraftStore } from '../draft/index.ts';
import { isRules, type Structure } from './structure.ts';

/** A file of rules with the parts of exactly this text. */
export type RulesFile = { path: string; text: string; structure: Structure };
/** Is given every file of rules as it is when its turn comes. */
export type Work = (files: RulesFile[]) => void;
/** Where the parts of texts are known from. */
export type Parts = { known: (path: string, text: string) => Structure | undefined; ask: (path: string, text: string) => Promise<Structure> };

const lines = new WeakMap<DraftStore, Promise<void>>();

/**
 * Changes of parts of rules, one after the other, each of the newest text: two that follow faster than the server tells the parts of the text
 * between them are both done.
 */
export function inTurn(store: DraftStore, parts: Parts, work: Work, failed: (error: unknown) => void): void {
  const before = lines.get(store);
  const known = before ? null : knownOf(store, parts);
  if (known) {
    work(known);
    return;
  }
  const mine = (before ?? Promise.resolve())
    .then(async () => work(await askedOf(store, parts)))
    .catch(failed)
    .finally(() => {
      if (lines.get(store) === mine) lines.delete(store);
    });
  lines.set(store, mine);
}

const textsOf = (store: DraftStore) => [...store.snapshot().files].filter(([path]) => isRules(path)).sort(([a], [b]) => (a < b ? -1 : 1));

function knownOf(store: DraftStore, parts: Parts): RulesFile[] | null {
  const files = textsOf(store).map(([path, text]) => ({ path, text, structure: parts.known(path, text) }));
  return files.every((file) => file.structure) ? (files as RulesFile[]) : null;
}

async function askedOf(store: DraftStore, parts: Parts): Promise<RulesFile[]> {
  for (;;) {
    const asked = store.snapshot().files;
    const files = await Promise.all(textsOf(store).map(async ([path, text]) => ({ path, text, structure: parts.known(path, text) ?? (await parts.ask(path, text)) })));
    if (store.snapshot().files === asked) return files;
  }
}
