import { type PointerEvent, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityMeta, FieldMeta } from '../api/meta.ts';
import type { ListQuery, RecordData } from '../api/records.ts';
import type { CellContext } from '../list/cells/CellValue.tsx';
import { usePages } from '../list/state/pages.ts';
import { useApp } from '../shell/app.ts';
import { paths } from '../shell/paths.ts';
import { hueOf } from '../ui/hues.ts';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { Card } from './Card.tsx';
import type { BoardColumn } from './columns.ts';
import styles from './kanban.module.css';

const PAGE = 50;
const NEAR = 400;

export type ColumnProps = {
  entity: EntityMeta;
  column: BoardColumn;
  /** The choice whose values the columns are. */
  field: FieldMeta;
  params: ListQuery;
  fields: string[];
  context: CellContext;
  late: (record: RecordData) => ReadonlySet<string>;
  active: string | null;
  lifted: string | null;
  /** Why a card that is dragged may not stand here; undefined: it may. */
  refusal?: string;
  isTarget: boolean;
  onRows: (value: string | null, rows: RecordData[]) => void;
  onPress: (e: PointerEvent<HTMLElement>, record: RecordData) => void;
  onFocus: (id: string) => void;
};

/** The records of one value, more of them as one scrolls. */
export function Column({ entity, column, field, params, fields, context, late, active, lifted, refusal, isTarget, onRows, onPress, onFocus }: ColumnProps) {
  const { t } = useTranslation('kanban');
  const { name: app } = useApp();
  const mine = useMemo(() => ({ ...params, $filter: column.filter }), [params, column.filter]);
  const pages = usePages(app, entity.name, mine, { pageSize: PAGE });
  const scroller = useRef<HTMLUListElement>(null);
  useEffect(() => onRows(column.value, pages.rows), [onRows, column.value, pages.rows]);
  const more = () => {
    const box = scroller.current;
    if (box && pages.hasNextPage && !pages.isFetchingNextPage && box.scrollTop + box.clientHeight > box.scrollHeight - NEAR) void pages.fetchNextPage();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a short page may leave room for the next
  useEffect(more, [pages.rows.length]);
  const hue = hueOf(column.color);
  return (
    <section
      data-column={column.value ?? ''}
      aria-label={`${column.label}, ${t('cards', { count: column.count })}`}
      className={[styles.column, refusal && styles.refuses, isTarget && !refusal && styles.target].filter(Boolean).join(' ')}
    >
      <header className={styles.columnHead}>
        <span aria-hidden className={styles.dot} style={{ backgroundColor: `var(--${hue})` }} />
        <h2 className="one-line">{column.label}</h2>
        <span className={styles.count}>{t('count', { count: column.count })}</span>
        <span className={styles.sum} title={column.fullSum}>
          {column.sum}
        </span>
      </header>
      {refusal && isTarget && (
        <p role="status" className={styles.refusal}>
          {refusal}
        </p>
      )}
      {pages.isPending ? (
        <SkeletonRows rows={3} height={96} />
      ) : (
        <ul ref={scroller} className={styles.cards} onScroll={more}>
          {pages.rows.map((record) => (
            <li key={record.id}>
              <Card
                record={record}
                column={field}
                entity={entity}
                fields={fields}
                context={context}
                href={paths.record(app, entity.name, record.id)}
                active={active === record.id}
                lifted={lifted === record.id}
                flashed={pages.flashed.has(record.id)}
                late={late(record)}
                onPress={onPress}
                onFocus={onFocus}
              />
            </li>
          ))}
          {pages.rows.length === 0 && <li className={styles.none}>{t('none')}</li>}
        </ul>
      )}
    </section>
  );
}
