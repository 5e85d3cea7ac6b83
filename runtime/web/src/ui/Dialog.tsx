import { X } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from './Button.tsx';
import styles from './Dialog.module.css';
import { focusInvalid } from './focusInvalid.ts';
import { composing } from './keys.ts';

export type DialogProps = {
  title: ReactNode;
  onClose: () => void;
  /** The primary button; with it, Enter in a field submits. */
  submit?: { label: ReactNode; onSubmit: () => void; busy?: boolean; disabled?: boolean; danger?: boolean };
  /** Further buttons, left of the primary. */
  actions?: ReactNode;
  size?: 'small' | 'large';
  /** Whether something was typed: Escape and a press outside then do not close. */
  dirty?: boolean;
  /** It must be answered: there is no way to put it aside. */
  unavoidable?: boolean;
  /** Whether a press outside never closes. */
  steady?: boolean;
  children?: ReactNode;
};

/** Over the page until answered. Escape closes unless something was typed; the focus goes back to its opener. */
export function Dialog({ title, onClose, submit, actions, size = 'small', dirty, steady, unavoidable, children }: DialogProps) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const beganOutside = useRef(false);
  const id = useId();
  useEffect(() => {
    const element = dialog.current!;
    const opener = document.activeElement as HTMLElement | null;
    element.showModal();
    // What is marked; else the first thing to fill in or to answer, not the cross.
    const first = element.querySelector<HTMLElement>('[data-first]:not(td)') ?? element.querySelector<HTMLElement>('[data-body] :is(input:not([hidden]), select, textarea, button), footer button[type=submit]');
    (first ?? element).focus();
    return () => {
      element.close();
      // Who has gone on elsewhere meanwhile stays there.
      if (document.activeElement !== document.body) return;
      opener?.focus?.();
      // What opened it may be gone, or there was nothing: then the page itself, so that the next step is not from the very beginning.
      if (document.activeElement === document.body) document.querySelector<HTMLElement>('main')?.focus();
    };
  }, []);

  // What holds a form of its own must not stand in one: browsers would send it away.
  const Frame = submit ? 'form' : 'div';
  const onSubmit = (e: FormEvent) => {
    e.preventDefault();
    if (submit?.busy || submit?.disabled) return;
    submit?.onSubmit();
    focusInvalid(dialog.current?.querySelector('[data-body]') ?? null);
  };
  // At the end of the page: the form that it is opened from must not hold its form.
  return createPortal(
    <dialog
      ref={dialog}
      aria-labelledby={id}
      className={`${styles.dialog} ${styles[size]}`}
      onCancel={(e) => {
        e.preventDefault();
        if (!dirty) onClose();
      }}
      onKeyDown={(e) => {
        if (composing(e)) return;
        if (e.key === 'Escape') {
          e.preventDefault();
          e.stopPropagation();
          if (!dirty) onClose();
        } else if (e.key === 'Enter' && (e.metaKey || e.ctrlKey) && submit) onSubmit(e);
      }}
      onPointerDown={(e) => {
        beganOutside.current = e.target === dialog.current;
      }}
      // A press that begins on a control and ends on the list that opens over it is none outside.
      onClick={(e) => e.target === dialog.current && beganOutside.current && !dirty && !steady && onClose()}
    >
      <Frame className={styles.form} {...(submit && { onSubmit, noValidate: true })}>
        <header className={styles.header}>
          <h2 id={id}>{title}</h2>
          {!unavoidable && <IconButton icon={X} label={t('common:close')} onClick={onClose} />}
        </header>
        <div className={styles.body} data-body>
          {children}
        </div>
        {(submit || actions) && (
          <footer className={styles.footer}>
            {actions}
            {submit && (
              <>
                <Button onClick={onClose}>{t('common:cancel')}</Button>
                <Button type="submit" kind={submit.danger ? 'danger' : 'primary'} busy={submit.busy} disabled={submit.disabled}>
                  {submit.label}
                </Button>
              </>
            )}
          </footer>
        )}
      </Frame>
    </dialog>,
    document.body,
  );
}
