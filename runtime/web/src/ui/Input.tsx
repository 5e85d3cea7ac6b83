import { Search, X } from 'lucide-react';
import { type InputHTMLAttributes, type Ref, type TextareaHTMLAttributes, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './Button.tsx';
import { Icon } from './Icon.tsx';
import styles from './Input.module.css';
import { composing } from './keys.ts';

export type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'size'> & { value: string; onValue: (value: string) => void; invalid?: boolean; ref?: Ref<HTMLInputElement> };

/** A line of text. The value is never touched while an input method composes. */
export function Input({ onValue, invalid, className, ...rest }: InputProps) {
  return <input {...rest} className={[styles.input, className].filter(Boolean).join(' ')} aria-invalid={invalid || rest['aria-invalid']} onChange={(e) => onValue(e.target.value)} />;
}

/** Numbers, phones, postcodes and codes: takes full width, makes it half width when left. */
export function PlainInput({ onBlur, ...rest }: InputProps) {
  return (
    <Input
      {...rest}
      onBlur={(e) => {
        const plain = e.target.value.normalize('NFKC').trim();
        if (plain !== rest.value) rest.onValue(plain);
        onBlur?.(e);
      }}
    />
  );
}

/** A decimal as text: full width and group separators are taken; nothing is computed with it here. */
export function NumberInput({ onBlur, className, ...rest }: InputProps) {
  return (
    <Input
      inputMode="decimal"
      autoComplete="off"
      {...rest}
      className={[styles.number, className].filter(Boolean).join(' ')}
      onBlur={(e) => {
        const plain = e.target.value
          .normalize('NFKC')
          .replace(/[,\s¥]/g, '')
          .replace(/[−ー―]/g, '-');
        if (plain !== rest.value) rest.onValue(plain);
        onBlur?.(e);
      }}
    />
  );
}

export type TextAreaProps = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange'> & { value: string; onValue: (value: string) => void; invalid?: boolean; ref?: Ref<HTMLTextAreaElement> };

export function TextArea({ onValue, invalid, className, rows = 3, ...rest }: TextAreaProps) {
  return <textarea {...rest} rows={rows} className={[styles.input, styles.area, className].filter(Boolean).join(' ')} aria-invalid={invalid} onChange={(e) => onValue(e.target.value)} />;
}

const SEARCH_DELAY_MS = 150;

/** Asks a moment after the last key, and when a composition ended: never within one. */
export function SearchInput({ value, onSearch, label, placeholder, autoFocus, onKeyDown, className, ref, ...rest }: Omit<InputProps, 'onValue'> & { onSearch: (text: string) => void; label: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const busy = useRef(false);
  const timer = useRef(0);
  const asked = useRef(value);
  useEffect(() => {
    if (value !== asked.current) setText(value);
    asked.current = value;
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const ask = (next: string, delay: number) => {
    clearTimeout(timer.current);
    if (busy.current) return;
    timer.current = window.setTimeout(() => {
      asked.current = next;
      onSearch(next);
    }, delay);
  };
  return (
    <span className={[styles.search, className].filter(Boolean).join(' ')}>
      <Icon of={Search} />
      <input
        {...rest}
        ref={ref}
        type="search"
        value={text}
        aria-label={label}
        placeholder={placeholder ?? label}
        autoFocus={autoFocus}
        onCompositionStart={() => {
          busy.current = true;
          clearTimeout(timer.current);
        }}
        onCompositionEnd={(e) => {
          busy.current = false;
          ask(e.currentTarget.value, 0);
        }}
        onChange={(e) => {
          // Not every browser ends what Escape dropped; the event itself knows.
          busy.current = (e.nativeEvent as InputEvent).isComposing;
          setText(e.target.value);
          ask(e.target.value, SEARCH_DELAY_MS);
        }}
        onKeyDown={(e) => !composing(e) && onKeyDown?.(e)}
      />
      {text && (
        <IconButton
          icon={X}
          size="small"
          label={t('common:clear')}
          onClick={() => {
            setText('');
            ask('', 0);
          }}
        />
      )}
    </span>
  );
}

type TickProps = { checked: boolean; onChecked: (checked: boolean) => void; label?: string; children?: React.ReactNode; disabled?: boolean; indeterminate?: boolean; id?: string; 'aria-describedby'?: string };

export function Checkbox({ checked, onChecked, label, children, indeterminate, ...rest }: TickProps) {
  const box = (
    <input
      {...rest}
      type="checkbox"
      className={styles.check}
      checked={checked}
      aria-label={label}
      ref={(element) => {
        if (element) element.indeterminate = indeterminate ?? false;
      }}
      onChange={(e) => onChecked(e.target.checked)}
    />
  );
  return children ? (
    <label className={styles.tick}>
      {box}
      <span>{children}</span>
    </label>
  ) : (
    box
  );
}

/** A yes or no that takes effect at once. */
export function Switch({ checked, onChecked, label, children, indeterminate: _, ...rest }: TickProps) {
  const input = <input {...rest} type="checkbox" role="switch" className={styles.switch} checked={checked} aria-label={label} onChange={(e) => onChecked(e.target.checked)} />;
  return children ? (
    <label className={styles.tick}>
      {input}
      <span>{children}</span>
    </label>
  ) : (
    input
  );
}
