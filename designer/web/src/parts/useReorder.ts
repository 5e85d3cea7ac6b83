import { announce, composing } from '@lowcodecrm/web/ui';
import { type DragEvent, type KeyboardEvent, useRef, useState } from 'react';

/** Moving the items of a list: dragged by their handle, or by ⌥↑ and ⌥↓. */
export function useReorder(count: number, onMove: (from: number, to: number) => void, say: (position: number) => string) {
  const [from, setFrom] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const target = useRef<number | null>(null);
  const move = (a: number, b: number) => {
    if (a === b || b < 0 || b >= count) return;
    onMove(a, b);
    announce(say(b + 1));
  };
  const stop = () => {
    setFrom(null);
    setOver(null);
    target.current = null;
  };
  return {
    /** On the item: where it is dropped on. */
    item: (index: number) => ({
      'data-dragged': from === index || undefined,
      'data-over': from !== null && over === index && over !== from ? (over > from ? 'after' : 'before') : undefined,
      onDragOver: (e: DragEvent) => {
        if (from === null) return;
        e.preventDefault();
        e.dataTransfer.dropEffect = 'move';
        target.current = index;
        setOver(index);
      },
      onDrop: (e: DragEvent) => {
        if (from === null) return;
        e.preventDefault();
        move(from, index);
        stop();
      },
    }),
    /** On its handle, a button. */
    handle: (index: number) => ({
      draggable: true,
      onDragStart: (e: DragEvent) => {
        e.dataTransfer.effectAllowed = 'move';
        e.dataTransfer.setData('text/plain', String(index));
        setFrom(index);
      },
      onDragEnd: stop,
      onKeyDown: (e: KeyboardEvent) => {
        if (composing(e) || !e.altKey || (e.key !== 'ArrowUp' && e.key !== 'ArrowDown')) return;
        e.preventDefault();
        e.stopPropagation();
        move(index, index + (e.key === 'ArrowUp' ? -1 : 1));
      },
    }),
  };
}
