import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type EntityMeta, fieldOf } from '../api/meta.ts';
import { usePhone } from '../list/useMedia.ts';
import { useApp } from '../shell/app.ts';
import styles from './import.module.css';
import type { Refusal } from './requests.ts';

const ROW = 36;
const PHONE_ROW = 64;
const OVERSCAN = 12;

/** The rows that do not go in, each with its line and why. */
export function RefusedList({ entity, refusals }: { entity: EntityMeta; refusals: Refusal[] }) {
  const { t } = useTranslation('import');
  const { text } = useApp();
  const phone = usePhone();
  // What has no column is told by its property.
  const nameOf = (column: string | null) => (column ? text(fieldOf(entity, column)?.label) || column : '—');
  const table = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLUListElement>(null);
  const [margin, setMargin] = useState(0);
  const virtual = useVirtualizer({
    count: refusals.length,
    getScrollElement: () => table.current?.closest<HTMLElement>('[data-scroll]') ?? null,
    estimateSize: () => (phone ? PHONE_ROW : ROW),
    overscan: OVERSCAN,
    scrollMargin: margin,
  });
  // The page scrolls, not the list: it begins somewhere down the page.
  useLayoutEffect(() => {
    const scroller = table.current!.closest('[data-scroll]')!;
    setMargin(rows.current!.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop);
  }, []);
  return (
    <div ref={table} className={styles.refused}>
      <div aria-hidden className={`${styles.refusal} ${styles.refusalHead}`}>
        <span>{t('refused.line')}</span>
        <span>{t('refused.column')}</span>
        <span>{t('refused.message')}</span>
      </div>
      <ul ref={rows} aria-label={t('refused.title')} className={styles.refusals} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const one = refusals[index]!;
          return (
            <li key={key} ref={virtual.measureElement} data-index={index} aria-setsize={refusals.length} aria-posinset={index + 1} className={styles.refusal} style={{ transform: `translateY(${start - margin}px)` }}>
              <span className="numbers">
                <span className="visually-hidden">{t('refused.line')} </span>
                {one.line}
              </span>
              <span className={styles.refusedColumn}>{nameOf(one.column)}</span>
              <span>{one.message}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
