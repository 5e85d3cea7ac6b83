import { useSyncExternalStore } from 'react';

const key = 'lowcodecrm.folded';
const narrow = window.matchMedia('(max-width: 1023px)');
const listeners = new Set<() => void>();
let chosen = localStorage.getItem(key) === 'yes';
const tell = () => {
  for (const listener of listeners) listener();
};
narrow.addEventListener('change', tell);

/** Whether the sidebar shows icons alone: chosen on wide windows, always on narrow ones. */
export function useFolded(): [boolean, (folded: boolean) => void] {
  const folded = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => chosen || narrow.matches,
  );
  return [
    folded,
    (next) => {
      chosen = next;
      if (next) localStorage.setItem(key, 'yes');
      else localStorage.removeItem(key);
      tell();
    },
  ];
}
