import { type RefObject, useEffect, useRef } from 'react';
import { composing, isTyping, lettersOn } from '../../ui/keys.ts';

export type GridKeys = {
  down: () => void;
  up: () => void;
  page: (by: 1 | -1) => void;
  left: () => void;
  right: () => void;
  home: (all: boolean) => void;
  end: (all: boolean) => void;
  extend: (by: 1 | -1) => void;
  open: () => void;
  peek: () => void;
  select: () => void;
  selectAll: () => void;
  edit: () => void;
  escape: () => boolean;
  menu: () => void;
};

const bindings = (e: KeyboardEvent, keys: GridKeys): (() => unknown) | undefined => {
  const mod = e.metaKey || e.ctrlKey;
  if (e.altKey) return;
  if (e.shiftKey && e.key === 'ArrowDown') return () => keys.extend(1);
  if (e.shiftKey && e.key === 'ArrowUp') return () => keys.extend(-1);
  if (mod && e.key.toLowerCase() === 'a') return keys.selectAll;
  if (e.key === 'Home') return () => keys.home(mod);
  if (e.key === 'End') return () => keys.end(mod);
  if (mod) return;
  switch (e.key) {
    case 'ArrowDown':
      return keys.down;
    case 'ArrowUp':
      return keys.up;
    case 'ArrowLeft':
      return keys.left;
    case 'ArrowRight':
      return keys.right;
    case 'PageDown':
      return () => keys.page(1);
    case 'PageUp':
      return () => keys.page(-1);
    case 'Enter':
      return keys.open;
    case ' ':
      return keys.peek;
    case 'F2':
      return keys.edit;
    case 'Escape':
      return keys.escape;
  }
  if (e.shiftKey || !lettersOn()) return;
  const letters: Record<string, () => void> = { j: keys.down, k: keys.up, x: keys.select, e: keys.edit, '.': keys.menu };
  return letters[e.key.toLowerCase()];
};

/** The keys of a list, from within it or from where nothing else has the focus. */
export function useGridKeys(grid: RefObject<HTMLElement | null>, keys: GridKeys, enabled = true) {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!enabled) return;
    const listen = (e: KeyboardEvent) => {
      if (composing(e) || e.defaultPrevented || isTyping(e.target)) return;
      if (document.querySelector('dialog[open], [popover=auto]:popover-open')) return;
      const target = e.target as HTMLElement;
      const inside = grid.current?.contains(target) ?? false;
      if (!inside && target !== document.body && target.id !== 'page' && !target.closest('[data-list-keys]')) return;
      // Buttons within the grid keep their own Enter and Space.
      if ((e.key === 'Enter' || e.key === ' ') && target.closest('button, a, input')) return;
      const run = bindings(e, latest.current);
      if (run && run() !== false) e.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [grid, enabled]);
}
