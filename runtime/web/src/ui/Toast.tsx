import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from './Button.tsx';
import styles from './Toast.module.css';

type Toast = { id: number; text: ReactNode; undo?: () => void; action?: { label: ReactNode; onSelect: () => void } };

const SHOWN_MS = 6000;
let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();
const set = (next: readonly Toast[]) => {
  toasts = next;
  for (const listener of listeners) listener();
};
const drop = (id: number) => set(toasts.filter((one) => one.id !== id));

/** Says what happened elsewhere, with a way back. Never what is wrong with a field: that is said at the field. */
export function toast(text: ReactNode, options: { undo?: () => void; action?: { label: ReactNode; onSelect: () => void } } = {}) {
  const id = ++last;
  set([...toasts.slice(-2), { id, text, ...options }]);
  return () => drop(id);
}

/** Once in an app. */
export function Toaster() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    // Above whatever dialog is open now.
    if (element.matches(':popover-open')) element.hidePopover();
    if (shown.length > 0) element.showPopover();
  }, [shown]);
  return (
    <div ref={box} popover="manual" className={styles.toaster} role="status">
      {shown.map((one) => (
        <ToastLine key={one.id} toast={one} />
      ))}
    </div>
  );
}

function ToastLine({ toast: one }: { toast: Toast }) {
  const { t } = useTranslation();
  const timer = useRef(0);
  const start = () => {
    timer.current = window.setTimeout(() => drop(one.id), SHOWN_MS);
  };
  const stop = () => clearTimeout(timer.current);
  // biome-ignore lint/correctness/useExhaustiveDependencies: counted once from when it appeared
  useEffect(() => {
    start();
    return stop;
  }, []);
  const run = (act: () => void) => () => {
    drop(one.id);
    act();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: who reads or reaches it holds it
    <div className={styles.toast} onPointerEnter={stop} onPointerLeave={start} onFocus={stop} onBlur={start}>
      <span className={styles.text}>{one.text}</span>
      {one.undo && (
        <Button kind="link" onClick={run(one.undo)}>
          {t('common:undo')}
        </Button>
      )}
      {one.action && (
        <Button kind="link" onClick={run(one.action.onSelect)}>
          {one.action.label}
        </Button>
      )}
      <IconButton icon={X} size="small" label={t('common:close')} onClick={() => drop(one.id)} />
    </div>
  );
}
