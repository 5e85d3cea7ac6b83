import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { place } from '../../ui/float.ts';
import { composing } from '../../ui/keys.ts';
import styles from './conditions.module.css';

/** What pickers and lists of choices open in: pressing there is not pressing elsewhere. */
const OURS = '.ant-select-dropdown, .ant-picker-dropdown, [popover], dialog';

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
  return createPortal(
    <div
      ref={box}
      role="dialog"
      aria-label={label}
      className={styles.floating}
      onKeyDown={(e) => {
        if (composing(e) || e.key !== 'Escape' || e.defaultPrevented) return;
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
