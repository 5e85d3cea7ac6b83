import { CalendarDays } from 'lucide-react';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate, today } from '../../i18n/formats.ts';
import { Icon } from '../../ui/Icon.tsx';
import { composing } from '../../ui/keys.ts';
import { readDate } from '../values/times.ts';
import { Calendar } from './Calendar.tsx';
import styles from './inputs.module.css';
import { controlProps, type InputProps } from './types.ts';
import { useTyped } from './useTyped.ts';

/** A day: typed as people write it, or taken from the calendar (Alt ↓). */
export function DateField(props: InputProps) {
  const { value, onValue, meta, disabled } = props;
  const { t, i18n } = useTranslation('form');
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLSpanElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const now = today(meta.timeZone);
  const english = !i18n.language.startsWith('ja');
  const read = useCallback((text: string) => readDate(text, now, english), [now, english]);
  const show = useCallback((one: unknown) => formatDate(one as string | null, i18n.language), [i18n.language]);
  const typed = useTyped<HTMLInputElement>(props, read, show);
  const close = () => {
    setOpen(false);
    input.current?.focus();
  };
  return (
    <span ref={box} className={styles.affixed} data-invalid={props.invalid || undefined} data-disabled={disabled || undefined}>
      <input
        {...controlProps(props)}
        {...typed}
        ref={input}
        type="text"
        inputMode="text"
        autoComplete="off"
        className={`${styles.bare} ${styles.number}`}
        onKeyDown={(e) => {
          if (composing(e)) return;
          if (e.key === 'ArrowDown' && e.altKey) {
            e.preventDefault();
            setOpen(true);
          }
        }}
      />
      <button type="button" className={styles.icon} disabled={disabled} tabIndex={-1} aria-label={t('calendar')} aria-expanded={open} onPointerDown={(e) => e.preventDefault()} onClick={() => setOpen(!open)}>
        <Icon of={CalendarDays} size={14} />
      </button>
      {open && (
        <Calendar
          anchor={box.current!}
          value={typeof value === 'string' ? value : null}
          today={now}
          clearable={!props.required}
          onClose={close}
          onChosen={(next) => {
            onValue(next);
            close();
          }}
        />
      )}
    </span>
  );
}
