import { type ReactNode, useId } from 'react';
import styles from './Field.module.css';

export type FieldControl = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true; 'aria-required'?: true };

/** A control with its label above, and what is wrong with it beneath. */
export function Field({ label, required, hint, error, children }: { label: ReactNode; required?: boolean; hint?: ReactNode; error?: ReactNode; children: (control: FieldControl) => ReactNode }) {
  const id = useId();
  const about = error || hint ? `${id}-about` : undefined;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>
        {label}
        {required && (
          <span aria-hidden className={styles.required}>
            *
          </span>
        )}
      </label>
      {children({ id, 'aria-describedby': about, 'aria-invalid': error ? true : undefined, 'aria-required': required || undefined })}
      {about && (
        <p id={about} className={error ? styles.error : styles.hint}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
