import { useEffect, useRef } from 'react';

type KeyLike = { isComposing?: boolean; keyCode?: number; nativeEvent?: { isComposing?: boolean; keyCode?: number } };

/** Whether a key belongs to an input method. In some browsers the Enter that ends a composition says so by 229 alone. Every key handler returns on it, before anything else. */
export function composing(e: KeyLike): boolean {
  const native = e.nativeEvent ?? e;
  return native.isComposing === true || native.keyCode === 229;
}

let isComposing = false;
const composed = new Set<() => void>();
window.addEventListener(
  'compositionstart',
  () => {
    isComposing = true;
  },
  true,
);
window.addEventListener(
  'compositionend',
  () => {
    isComposing = false;
    // The input takes its text first.
    setTimeout(() => {
      if (isComposing) return;
      const waiting = [...composed];
      composed.clear();
      for (const work of waiting) work();
    });
  },
  true,
);

/** Does something at once, or once the text that is being composed is there: until then nothing around it may change. @returns how to give it up. */
export function onceComposed(work: () => void): () => void {
  // An input that was taken away tells no end.
  if (!isComposing || !isTyping(document.activeElement)) {
    work();
    return () => {};
  }
  composed.add(work);
  return () => {
    composed.delete(work);
  };
}

/** Whether one-letter keys would be typed there. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]:not([contenteditable=false]), .monaco-editor') !== null;
}

const isApple = /Mac|iPhone|iPad/.test(navigator.platform);
export const modName = isApple ? '⌘' : 'Ctrl';
/** How a combination is shown: `mod+k` is ⌘K or Ctrl K. */
export const shown = (combo: string) =>
  combo
    .split('+')
    .map((key) => (key === 'mod' ? modName : key === 'shift' ? (isApple ? '⇧' : 'Shift') : key === 'alt' ? (isApple ? '⌥' : 'Alt') : key.length === 1 ? key.toUpperCase() : key))
    .join(isApple ? '' : ' ');

const lettersKey = 'lowcodecrm.letters';
/** One-letter keys can be switched off. */
export const lettersOn = () => localStorage.getItem(lettersKey) !== 'off';
export const switchLetters = (on: boolean) => (on ? localStorage.removeItem(lettersKey) : localStorage.setItem(lettersKey, 'off'));

const SEQUENCE_MS = 1200;
/** The key that the present one follows, where it began a sequence: G alone does. */
let leading: string | undefined;
let last: { key: string; at: number } | null = null;

// Heard before any shortcut, since this module is there before them.
window.addEventListener('keydown', (e) => {
  leading = last && e.timeStamp - last.at <= SEQUENCE_MS ? last.key : undefined;
  const begins = e.key.toLowerCase() === 'g' && !composing(e) && !e.metaKey && !e.ctrlKey && !e.altKey && !isTyping(e.target) && lettersOn();
  last = begins ? { key: 'g', at: e.timeStamp } : null;
});

function matches(e: KeyboardEvent, combo: string): boolean {
  const parts = combo.split(' ');
  const last = parts.at(-1)!.split('+');
  const key = last.at(-1)!;
  const mod = last.includes('mod');
  if ((e.metaKey || e.ctrlKey) !== mod || e.altKey !== last.includes('alt')) return false;
  // Shifted signs such as ? are named by what they write; letters by their key.
  if (last.includes('shift') !== e.shiftKey && (/^[a-z0-9]$/i.test(key) || key.length > 1)) return false;
  if (e.key.toLowerCase() !== key.toLowerCase()) return false;
  return leading === (parts.length === 1 ? undefined : parts[0]);
}

/**
 * A key of the whole page: `mod+k`, `c`, `/`, `?`, `g h` (one after the other). Keys without ⌘ or Ctrl do nothing while somebody types, or when a dialog is open
 * unless `inDialogs`. The handler may return false to let the key pass.
 */
export function useShortcut(combo: string | string[], handler: (e: KeyboardEvent) => unknown, options: { enabled?: boolean; inDialogs?: boolean /** Only where nobody else takes the key. */; last?: boolean } = {}) {
  const latest = useRef(handler);
  latest.current = handler;
  const { enabled = true, inDialogs = false, last = false } = options;
  const combos = typeof combo === 'string' ? combo : combo.join('|');
  useEffect(() => {
    if (!enabled) return;
    const listen = (e: KeyboardEvent) => {
      if (!inDialogs && document.querySelector('dialog[open]')) return;
      const found = combos.split('|').find((one) => matches(e, one));
      if (!found) return;
      if (!found.includes('mod+') && (isTyping(e.target) || (found.split(' ').at(-1)!.length === 1 && !lettersOn()))) return;
      if (latest.current(e) !== false) e.preventDefault();
    };
    const list = last ? fallbacks : shortcuts;
    list.add(listen);
    return () => {
      list.delete(listen);
    };
  }, [combos, enabled, inDialogs, last]);
}

const shortcuts = new Set<(e: KeyboardEvent) => void>();
const fallbacks = new Set<(e: KeyboardEvent) => void>();
window.addEventListener('keydown', (e) => {
  if (composing(e)) return;
  for (const listen of [...shortcuts, ...fallbacks]) {
    if (e.defaultPrevented) return;
    listen(e);
  }
});
