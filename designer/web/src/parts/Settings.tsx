import { composing, Input, NumberInput, PlainInput, TextArea } from '@lowcodecrm/web/ui';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import styles from './Settings.module.css';

/** A group of settings in an inspector, under one quiet heading. */
export function Section({ title, children, tools }: { title?: ReactNode; children: ReactNode; tools?: ReactNode }) {
  return (
    <section className={styles.section}>
      {title && (
        <h3>
          <span>{title}</span>
          {tools}
        </h3>
      )}
      {children}
    </section>
  );
}

/** A setting: what it is called at the left, its control at the right, what is wrong with it beneath. */
export function Row({ label, error, hint, children }: { label: ReactNode; error?: ReactNode; hint?: ReactNode; children: (control: { id: string; 'aria-describedby'?: string }) => ReactNode }) {
  const id = useId();
  const about = error || hint ? `${id}-about` : undefined;
  return (
    <div className={styles.row}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.control}>
        {children({ id, 'aria-describedby': about })}
        {about && (
          <p id={about} className={error ? styles.error : styles.hint}>
            {error ?? hint}
          </p>
        )}
      </div>
    </div>
  );
}

type TextProps = {
  label: ReactNode;
  value: string;
  /** When it is left, or Enter ends it: never while it is typed. */
  onValue: (value: string) => void;
  kind?: 'text' | 'number' | 'plain' | 'area';
  /** What is wrong with a value; then it is not taken. */
  problem?: (value: string) => string | null;
  hint?: ReactNode;
  placeholder?: string;
  lang?: string;
  disabled?: boolean;
};

/** A text setting, taken over when it is left. Escape puts back what was. */
export function TextSetting({ label, value, onValue, kind = 'text', problem, hint, ...rest }: TextProps) {
  return (
    <Row label={label} hint={hint}>
      {(control) => <TextControl {...control} {...rest} kind={kind} value={value} onValue={onValue} problem={problem} />}
    </Row>
  );
}

export function TextControl({
  value,
  onValue,
  kind = 'text',
  problem,
  label,
  ...rest
}: Omit<TextProps, 'label' | 'hint'> & { label?: string; id?: string; 'aria-describedby'?: string; autoFocus?: boolean; className?: string }) {
  const [text, setText] = useState(value);
  const [error, setError] = useState<string | null>(null);
  const errorId = useId();
  const before = useRef(value);
  useEffect(() => {
    const was = before.current;
    before.current = value;
    // What is being typed stays, whatever comes in from elsewhere.
    setText((typed) => (typed === was ? value : typed));
    setError(null);
  }, [value]);
  const commit = () => {
    const next = kind === 'text' || kind === 'area' ? text.trim() : text.normalize('NFKC').replace(/[,\s]/g, '');
    if (next === value) {
      setText(value);
      return setError(null);
    }
    const wrong = problem?.(next) ?? null;
    setError(wrong);
    if (wrong) return;
    setText(next);
    onValue(next);
  };
  const props = {
    ...rest,
    'aria-label': label,
    'aria-describedby': error ? errorId : rest['aria-describedby'],
    value: text,
    onValue: setText,
    invalid: error !== null,
    onBlur: commit,
    onKeyDown: (e: React.KeyboardEvent) => {
      if (composing(e)) return;
      if (e.key === 'Enter' && kind !== 'area') {
        e.preventDefault();
        commit();
      } else if (e.key === 'Escape' && text !== value) {
        e.stopPropagation();
        setText(value);
        setError(null);
      }
    },
  };
  const Control = kind === 'number' ? NumberInput : kind === 'plain' ? PlainInput : Input;
  return (
    <>
      {kind === 'area' ? <TextArea {...props} /> : <Control {...props} />}
      {error && (
        <p id={errorId} role="alert" className={styles.error}>
          {error}
        </p>
      )}
    </>
  );
}
