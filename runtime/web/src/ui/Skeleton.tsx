import { useEffect, useState } from 'react';
import styles from './Skeleton.module.css';

const PATIENCE_MS = 100;

/** Whether a tenth of a second has passed: before that nothing is shown for what is loading. */
export function usePatience(): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return over;
}

/** Stands where something of this size is loading. */
export function Skeleton({ width = '100%', height = 12, radius = 4 }: { width?: number | string; height?: number; radius?: number }) {
  return <span aria-hidden className={usePatience() ? styles.skeleton : styles.quiet} style={{ width, height, borderRadius: radius }} />;
}

export function SkeletonRows({ rows = 8, height = 36 }: { rows?: number; height?: number }) {
  return (
    <div aria-busy className={styles.rows}>
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
        <div key={i} style={{ height }} className={styles.row}>
          <Skeleton width={`${30 + ((i * 17) % 25)}%`} />
          <Skeleton width={`${12 + ((i * 7) % 9)}%`} />
        </div>
      ))}
    </div>
  );
}
