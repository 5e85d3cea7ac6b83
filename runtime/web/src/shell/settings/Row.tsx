import type { ReactNode } from 'react';
import styles from './settings.module.css';

/** What is set, why one might, and the control. */
export function Row({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) {
  return (
    <div className={styles.row}>
      <div className={styles.about}>
        <span>{label}</span>
        {hint && <p>{hint}</p>}
      </div>
      <div className={styles.control}>{children}</div>
    </div>
  );
}
