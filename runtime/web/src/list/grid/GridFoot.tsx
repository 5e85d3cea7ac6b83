import { useTranslation } from 'react-i18next';
import type { Column } from '../state/columns.ts';
import styles from './Grid.module.css';
import type { Sum } from './useSums.ts';

/** The whole result under its columns. */
export function GridFoot({ columns, count, sums, place }: { columns: Column[]; count: string; sums: Map<string, Sum> /** Its row, from 1. */; place: number }) {
  const { t } = useTranslation('list');
  return (
    <div role="rowgroup" className={styles.foot}>
      <div role="row" aria-rowindex={place} className={`${styles.line} ${styles.headLine}`}>
        <span role="gridcell" aria-colindex={1} />
        {columns.map((column, at) => {
          const sum = sums.get(column.name);
          return (
            <div key={column.name} role="gridcell" aria-colindex={at + 2} className={at === 0 ? styles.count : styles.sum} title={sum?.full}>
              {at === 0 && count}
              {sum && at > 0 && (
                <>
                  <span>{t(sum.kind)}</span>
                  <b>{sum.text}</b>
                </>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** On a phone: the count and the first sum. */
export function PhoneFoot({ columns, count, sums }: { columns: Column[]; count: string; sums: Map<string, Sum> }) {
  const { t } = useTranslation('list');
  const first = columns.find((column) => sums.has(column.name));
  const sum = first && sums.get(first.name);
  return (
    <div className={styles.phoneFoot}>
      <span>{count}</span>
      {first && sum && (
        <span className="one-line">
          {first.label} {t(sum.kind)} {sum.text}
        </span>
      )}
    </div>
  );
}
