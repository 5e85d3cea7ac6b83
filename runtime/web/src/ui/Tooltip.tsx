import { cloneElement, type HTMLAttributes, type ReactElement, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { place } from './float.ts';
import { composing, shown } from './keys.ts';
import styles from './Tooltip.module.css';

const DELAY_MS = 400;

/** A word about a control, on hover and focus. What it says must be the control's label too, or add to it. */
export function Tooltip({ text, keys, side = 'below', disabled, children }: { text: ReactNode; keys?: string; side?: 'below' | 'right'; disabled?: boolean; children: ReactElement<HTMLAttributes<HTMLElement>> }) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLElement | null>(null);
  const box = useRef<HTMLSpanElement>(null);
  const timer = useRef(0);
  const id = useId();

  const show = (target: HTMLElement, delay: number) => {
    anchor.current = target;
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setOpen(true), delay);
  };
  const hide = () => {
    clearTimeout(timer.current);
    setOpen(false);
  };

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    const floating = box.current;
    if (!open || !floating || !anchor.current?.isConnected) return;
    floating.showPopover();
    place(floating, anchor.current, { side, align: 'center', gap: 6 });
    const onEscape = (e: KeyboardEvent) => !composing(e) && e.key === 'Escape' && setOpen(false);
    window.addEventListener('keydown', onEscape, true);
    return () => window.removeEventListener('keydown', onEscape, true);
  }, [open, side]);

  const props = children.props;
  return (
    <>
      {cloneElement(children, {
        onPointerEnter: (e) => {
          props.onPointerEnter?.(e);
          if (e.pointerType === 'mouse' && !disabled) show(e.currentTarget, DELAY_MS);
        },
        onPointerLeave: (e) => {
          props.onPointerLeave?.(e);
          hide();
        },
        onPointerDown: (e) => {
          props.onPointerDown?.(e);
          hide();
        },
        onFocus: (e) => {
          props.onFocus?.(e);
          if (!disabled && e.currentTarget.matches(':focus-visible')) show(e.currentTarget, 0);
        },
        onBlur: (e) => {
          props.onBlur?.(e);
          hide();
        },
      })}
      {open && !disabled && (
        <span ref={box} id={id} role="tooltip" popover="manual" className={styles.tooltip}>
          {text}
          {keys && <kbd>{shown(keys)}</kbd>}
        </span>
      )}
    </>
  );
}
