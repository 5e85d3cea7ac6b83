import { useEffect, useSyncExternalStore } from 'react';
import type { ThemeMeta } from '../api/meta.ts';
import { type Palette, paletteOf, variablesOf } from './palette.ts';
import { light } from './tokens.ts';

let current: Palette | null = null;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The accent of the open app, where it has one of its own. */
export const useAccent = () => useSyncExternalStore(subscribe, () => current);

/** The palette of a theme; null where it is the product's own. */
export function paletteFor(theme: ThemeMeta | undefined): Palette | null {
  const accent = typeof theme?.accent === 'string' ? theme.accent : undefined;
  return accent?.toLowerCase() === light.accent.toLowerCase() ? null : paletteOf(accent);
}

/** An open app is drawn in its own accent and letters, until it is left. */
export function useAppTheme(theme: ThemeMeta | undefined) {
  const accent = typeof theme?.accent === 'string' ? theme.accent : undefined;
  const font = typeof theme?.font === 'string' ? theme.font : undefined;
  useEffect(() => {
    const style = document.documentElement.style;
    current = paletteFor({ accent });
    const variables = { ...(current && variablesOf(current)), ...(font && { '--font': font }) };
    for (const [name, value] of Object.entries(variables)) style.setProperty(name, value);
    for (const listener of listeners) listener();
    return () => {
      for (const name of Object.keys(variables)) style.removeProperty(name);
      current = null;
      for (const listener of listeners) listener();
    };
  }, [accent, font]);
}
