import { type PointerEvent as ReactPointerEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { RecordData } from '../api/records.ts';

const FROM = 5;
const EDGE = 64;
const SPEED = 16;
const FLIGHT_MS = 160;

export type Drag = { record: RecordData; from: string | null; over: string | null | undefined };
export type Dropped = { record: RecordData; from: string | null; to: string | null /** Flies the card back to where it was. */; back: () => void /** The card stands where it was dropped. */; stay: () => void };

/** Carrying a card by mouse or pen. What is carried is a copy of the card; the card itself waits where it was. */
export function useDrag(board: React.RefObject<HTMLElement | null>, fromOf: (record: RecordData) => string | null, onDrop: (dropped: Dropped) => void) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const drop = useRef(onDrop);
  drop.current = onDrop;
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);

  const press = useCallback(
    (e: ReactPointerEvent<HTMLElement>, record: RecordData) => {
      if (e.button !== 0 || e.pointerType === 'touch') return;
      const card = e.currentTarget;
      const start = { x: e.clientX, y: e.clientY };
      const from = fromOf(record);
      let ghost: HTMLElement | null = null;
      let box = card.getBoundingClientRect();
      let over: string | null | undefined;
      let scroll = 0;
      const tick = () => {
        if (!ghost) return;
        if (scroll !== 0 && board.current) board.current.scrollLeft += scroll;
        requestAnimationFrame(tick);
      };
      const lift = () => {
        box = card.getBoundingClientRect();
        ghost = card.cloneNode(true) as HTMLElement;
        ghost.removeAttribute('data-card');
        ghost.setAttribute('aria-hidden', 'true');
        ghost.inert = true;
        Object.assign(ghost.style, {
          position: 'fixed',
          left: `${box.left}px`,
          top: `${box.top}px`,
          width: `${box.width}px`,
          height: `${box.height}px`,
          margin: '0',
          pointerEvents: 'none',
          zIndex: '40',
          boxShadow: 'var(--shadow)',
          cursor: 'grabbing',
        });
        document.body.append(ghost);
        requestAnimationFrame(tick);
      };
      const move = (m: PointerEvent) => {
        if (!ghost) {
          if (Math.hypot(m.clientX - start.x, m.clientY - start.y) < FROM) return;
          lift();
        }
        ghost!.style.transform = `translate(${m.clientX - start.x}px, ${m.clientY - start.y}px) rotate(1.5deg)`;
        const column = document.elementFromPoint(m.clientX, m.clientY)?.closest<HTMLElement>('[data-column]');
        over = column ? column.dataset.column || null : undefined;
        setDrag((old) => (old && old.over === over ? old : { record, from, over }));
        const bounds = board.current?.getBoundingClientRect();
        scroll = bounds ? (m.clientX > bounds.right - EDGE ? SPEED : m.clientX < bounds.left + EDGE ? -SPEED : 0) : 0;
      };
      const gone = () => {
        ghost?.remove();
        ghost = null;
        setDrag(null);
      };
      const back = () => {
        const flying = ghost;
        ghost = null;
        setDrag(null);
        if (!flying) return;
        // The card may have moved since it was lifted.
        const now = card.isConnected ? card.getBoundingClientRect() : box;
        flying.animate([{ transform: flying.style.transform }, { transform: `translate(${now.left - box.left}px, ${now.top - box.top}px)` }], {
          duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 1 : FLIGHT_MS,
          easing: 'ease-out',
        }).onfinish = () => flying.remove();
      };
      const end = (released: boolean) => {
        window.removeEventListener('pointermove', move);
        window.removeEventListener('pointerup', up);
        window.removeEventListener('pointercancel', cancel);
        window.removeEventListener('keydown', escaped, true);
        stop.current = null;
        scroll = 0;
        if (!ghost) return;
        // The press that ends a drag opens nothing.
        const swallow = (c: Event) => {
          c.preventDefault();
          c.stopPropagation();
        };
        window.addEventListener('click', swallow, true);
        setTimeout(() => window.removeEventListener('click', swallow, true));
        if (!released || over === undefined || over === from) back();
        else {
          setDrag(null);
          drop.current({ record, from, to: over, back, stay: gone });
        }
      };
      const up = () => end(true);
      const cancel = () => end(false);
      const escaped = (k: KeyboardEvent) => {
        if (k.key !== 'Escape' || !ghost) return;
        k.preventDefault();
        k.stopPropagation();
        end(false);
      };
      stop.current = () => {
        gone();
        end(false);
      };
      window.addEventListener('pointermove', move);
      window.addEventListener('pointerup', up);
      window.addEventListener('pointercancel', cancel);
      window.addEventListener('keydown', escaped, true);
    },
    [board, fromOf],
  );
  return { drag, press };
}
