import { type MouseEvent, type PointerEvent, useEffect, useRef } from 'react';

const HELD_MS = 500;
/** A finger that moves further is scrolling. */
const STEADY = 10;

type Press = { timer: number; x: number; y: number; held: boolean };

/**
 * A finger that rests on what `selector` finds, or the button for menus: told once for each press, and the click that comes of its end is none.
 * By time, since not every browser tells of long presses.
 */
export function useLongPress(selector: string, onHeld: (found: HTMLElement) => void) {
  const press = useRef<Press | null>(null);
  const stop = () => clearTimeout(press.current?.timer);
  useEffect(() => () => clearTimeout(press.current?.timer), []);
  return {
    onPointerDown: (e: PointerEvent) => {
      stop();
      const found = (e.target as HTMLElement).closest<HTMLElement>(selector);
      const begun: Press = { timer: 0, x: e.clientX, y: e.clientY, held: false };
      press.current = begun;
      if (!found || e.pointerType === 'mouse') return;
      begun.timer = window.setTimeout(() => {
        begun.held = true;
        onHeld(found);
      }, HELD_MS);
    },
    onPointerMove: (e: PointerEvent) => {
      if (press.current && Math.hypot(e.clientX - press.current.x, e.clientY - press.current.y) > STEADY) stop();
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onContextMenu: (e: MouseEvent) => {
      const found = (e.target as HTMLElement).closest<HTMLElement>(selector);
      if (!found) return;
      e.preventDefault();
      stop();
      if (press.current?.held) return;
      if (press.current) press.current.held = true;
      onHeld(found);
    },
    onClickCapture: (e: MouseEvent) => {
      if (!press.current?.held) return;
      press.current.held = false;
      e.preventDefault();
      e.stopPropagation();
    },
  };
}
