import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { place } from '../../ui/float.ts';
import { composing } from '../../ui/keys.ts';
import styles from './conditions.module.css';

/** What pickers and lists of choices open in: pressing there is not pressing elsewhere. */
const OURS = '.ant-select-dropdown, .ant-picker-dropdown, [popover], dialog';

/** It stands at the end of the page: from its last control the way goes to its first, not out of the page. */
function around(e: KeyboardEvent<HTMLElement>) {
  const stops = [...e.currentTarget.querySelectorAll<HTMLElement>('input:not(:disabled), select, textarea, button:not(:disabled), a[href], [tabindex="0"]')].filter(
    (one) => one.tabIndex >= 0 && one.getClientRects().length > 0,
  );
  const [from, to] = e.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  if (document.activeElement !== from) return;
  e.preventDefault();
  to?.focus();
}

/** A small panel beside its anchor. Escape and a press elsewhere close it. Pickers may open over it. */
export function Floating({ anchor, label, align = 'start', onClose, children }: { anchor: HTMLElement; label: string; align?: 'start' | 'end'; onClose: () => void; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useLayoutEffect(() => {
    const element = box.current!;
    const arrange = () => {
      if (anchor.isConnected) place(element, anchor, { align });
    };
    arrange();
    const watch = new ResizeObserver(arrange);
    watch.observe(element);
    return () => watch.disconnect();
  }, [anchor, align]);
  useEffect(() => {
    if (!box.current?.contains(document.activeElement)) box.current?.querySelector<HTMLElement>('input, select, button, [tabindex]')?.focus();
    const pressed = (e: PointerEvent) => {
      const target = e.target as HTMLElement;
      if (!box.current?.contains(target) && !target.closest(OURS) && !anchor.contains(target)) close.current();
    };
    window.addEventListener('pointerdown', pressed, true);
    return () => window.removeEventListener('pointerdown', pressed, true);
  }, [anchor]);
  // What was pressed may be gone: Escape and Tab are still the panel's.
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body) box.current?.focus({ preventScroll: true });
  });
  return createPortal(
    <div
      ref={box}
      role="dialog"
      tabIndex={-1}
      aria-label={label}
      className={styles.floating}
      onKeyDown={(e) => {
        if (composing(e) || e.defaultPrevented) return;
        if (e.key === 'Tab') return around(e);
        if (e.key !== 'Escape') return;
        e.preventDefault();
        e.stopPropagation();
        onClose();
      }}
    >
      {children}
    </div>,
    document.body,
  );
}
