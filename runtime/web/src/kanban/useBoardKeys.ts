import { type RefObject, useEffect, useRef } from 'react';
import { composing, isTyping, lettersOn } from '../ui/keys.ts';

type BoardKeys = { active: string | null; setActive: (id: string) => void; onMove: (id: string) => void; onPeek: (id: string) => void; onEscape: () => boolean };

/** Arrows walk over the cards, Home and End to the ends of a column; Space peeks at a card, `M` moves it; Enter opens it, being a link. */
export function useBoardKeys(board: RefObject<HTMLElement | null>, options: BoardKeys) {
  const latest = useRef(options);
  latest.current = options;
  useEffect(() => {
    const listen = (e: KeyboardEvent) => {
      if (composing(e) || e.defaultPrevented || isTyping(e.target) || e.metaKey || e.ctrlKey || e.altKey || e.shiftKey) return;
      if (document.querySelector('dialog[open], [popover=auto]:popover-open')) return;
      const target = e.target as HTMLElement;
      const inside = board.current?.contains(target) ?? false;
      if (!inside && target !== document.body && target.id !== 'page' && !target.closest('[data-list-keys]')) return;
      // Buttons beside the cards keep their own Space.
      if (e.key === ' ' && target.closest('button, input')) return;
      const { active, setActive, onMove, onPeek, onEscape } = latest.current;
      const columns = [...(board.current?.querySelectorAll<HTMLElement>('[data-column]') ?? [])].map((column) => [...column.querySelectorAll<HTMLElement>('[data-card]')]);
      const at = columns.findIndex((cards) => cards.some((card) => card.dataset.card === active));
      const place = at < 0 ? -1 : columns[at]!.findIndex((card) => card.dataset.card === active);
      const go = (card: HTMLElement | undefined) => {
        if (!card) return;
        e.preventDefault();
        setActive(card.dataset.card!);
        card.querySelector<HTMLElement>('a')?.focus();
        card.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      };
      const beside = (by: 1 | -1) => {
        for (let c = at + by; c >= 0 && c < columns.length; c += by) if (columns[c]!.length > 0) return columns[c]![Math.min(Math.max(place, 0), columns[c]!.length - 1)];
        return undefined;
      };
      const key = e.key.length === 1 ? (lettersOn() ? e.key.toLowerCase() : '') : e.key;
      // The first key from outside finds the card, and does not pass it by.
      if (!inside && ['ArrowDown', 'j', 'ArrowRight', 'ArrowLeft', 'ArrowUp', 'k'].includes(key)) return go(columns[Math.max(0, at)]?.[Math.max(0, place)]);
      if (key === 'ArrowDown' || key === 'j') go(columns[at]?.[place + 1]);
      else if (key === 'ArrowUp' || key === 'k') go(columns[at]?.[place - 1]);
      else if (key === 'ArrowRight') go(beside(1));
      else if (key === 'ArrowLeft') go(beside(-1));
      else if (key === 'Home') go(columns[at]?.[0]);
      else if (key === 'End') go(columns[at]?.at(-1));
      else if (key === 'Escape') {
        if (onEscape()) e.preventDefault();
      } else if ((key === 'm' || key === ' ') && active && at >= 0) {
        e.preventDefault();
        (key === 'm' ? onMove : onPeek)(active);
      }
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [board]);
}
