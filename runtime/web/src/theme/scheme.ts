import { useSyncExternalStore } from 'react';

/** What somebody chose: one of the schemes, or whatever the system has. */
export type SchemeChoice = 'system' | 'light' | 'dark';
export type Scheme = 'light' | 'dark';

const key = 'lowcodecrm.scheme';
const system = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();
let choice = read();

function read(): SchemeChoice {
  try {
    const stored = localStorage.getItem(key);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    return 'system';
  }
}

function apply() {
  if (choice === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
  for (const listener of listeners) listener();
}

apply();
system.addEventListener('change', apply);

export function chooseScheme(next: SchemeChoice) {
  choice = next;
  try {
    if (next === 'system') localStorage.removeItem(key);
    else localStorage.setItem(key, next);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  apply();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useSchemeChoice = () => useSyncExternalStore(subscribe, () => choice);

/** The scheme that is shown now. */
export const useScheme = (): Scheme => useSyncExternalStore(subscribe, () => (choice === 'system' ? (system.matches ? 'dark' : 'light') : choice));
