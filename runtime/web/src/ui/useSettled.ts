import { useSyncExternalStore } from 'react';

/** Should the page never come to rest, what waits for it goes on all the same. */
const LONGEST_MS = 2_000;

let settled = false;
let asked = false;
const listeners = new Set<() => void>();

function settle() {
  settled = true;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  if (!asked) {
    asked = true;
    // Not every browser tells when it has nothing to do.
    if ('requestIdleCallback' in window) requestIdleCallback(settle, { timeout: LONGEST_MS });
    else setTimeout(settle, LONGEST_MS / 4);
  }
  return () => listeners.delete(listener);
}

/** Whether the page has been drawn once and rested: what nobody waits for is asked from then on, and stands in nobody's way. */
export const useSettled = () => useSyncExternalStore(subscribe, () => settled);

/** Calls back once the page has rested; at once where it has. */
export function whenSettled(then: () => void) {
  if (settled) return then();
  const once = () => {
    listeners.delete(once);
    then();
  };
  listeners.add(once);
}
