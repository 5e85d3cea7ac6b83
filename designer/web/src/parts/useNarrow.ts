import { useSyncExternalStore } from 'react';

const narrow = '(max-width: 1279px)';

const subscribe = (told: () => void) => {
  const query = window.matchMedia(narrow);
  query.addEventListener('change', told);
  return () => query.removeEventListener('change', told);
};

/** Whether the middle of a page between its columns is too narrow for all that stands there otherwise. */
export const useNarrow = () =>
  useSyncExternalStore(
    subscribe,
    () => window.matchMedia(narrow).matches,
    () => false,
  );
