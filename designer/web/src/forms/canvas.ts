import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Path, Target } from './layout.ts';

/** What is chosen on the canvas and what is being dragged over it. Apart from the form, so that a drag redraws only the blocks that it concerns. */
export type CanvasState = {
  selected: Path | null;
  /** What is dragged: an element of the layout by its place, or something new. */
  dragged: { path: Path | null; label: string } | null;
  drop: Target | null;
};

export class CanvasStore {
  private state: CanvasState = { selected: null, dragged: null, drop: null };
  /** The place that has the focus, or is to have it as soon as it is drawn again. */
  focus: Path | null = null;
  /** A field that was just made, to be called something. */
  fresh: string | null = null;
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };
  readonly snapshot = () => this.state;

  set(part: Partial<CanvasState>) {
    if ((Object.keys(part) as (keyof CanvasState)[]).every((key) => this.state[key] === part[key])) return;
    this.state = { ...this.state, ...part };
    for (const listener of this.listeners) listener();
  }
}

export const CanvasContext = createContext<CanvasStore | null>(null);

export function useCanvas(): CanvasStore {
  const canvas = useContext(CanvasContext);
  if (!canvas) throw new Error('There is no canvas here.');
  return canvas;
}

/** A part of what the canvas knows; drawn again only when that changes. It must be a plain value. */
export function useCanvasValue<T extends string | boolean | null>(select: (state: CanvasState) => T): T {
  const canvas = useCanvas();
  return useSyncExternalStore(canvas.subscribe, () => select(canvas.snapshot()));
}
