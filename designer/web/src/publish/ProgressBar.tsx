import styles from './Publish.module.css';

/** How far long work is, and at what. */
export function ProgressBar({ label, percent }: { label: string; percent: number }) {
  return (
    <div className={styles.progress} role="status">
      <span>{label}</span>
      <progress value={percent} max={100} aria-label={label} />
    </div>
  );
}
