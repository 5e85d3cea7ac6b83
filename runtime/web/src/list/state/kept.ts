import type { Cursor } from '../grid/useGridState.ts';

export type Kept = { top: number; left: number; cursor: Cursor | null };

/** How lists were left, by their place in the history: Back finds them as they were. */
const kept = new Map<string, Kept>();
const MOST = 50;

export const keep = (key: string, state: Kept) => {
  kept.delete(key);
  kept.set(key, state);
  if (kept.size > MOST) kept.delete(kept.keys().next().value!);
};
export const keptAt = (key: string) => kept.get(key);
