import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { EntityMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import type { CellContext } from '../cells/CellValue.tsx';
import type { Column } from '../state/columns.ts';
import styles from './Grid.module.css';
import { GridHead, type HeadProps } from './GridHead.tsx';
import { GridRow, PhoneRow, type RowActions } from './GridRow.tsx';
import type { GridState } from './useGridState.ts';

const HEAD = 34;
const FOOT = 36;
const TICK = 36;
const PHONE_ROW = 64;
const AHEAD = 40;
const OVERSCAN = 6;
const SKELETONS = 6;
const NONE: ReadonlySet<string> = new Set();

export type GridProps = {
  label: string;
  entity: EntityMeta;
  rows: RecordData[];
  total: number;
  columns: Column[];
  context: CellContext;
  state: GridState;
  actions: RowActions;
  flashed: ReadonlySet<string>;
  late: (record: RecordData) => ReadonlySet<string>;
  phone: boolean;
  rowHeight: number;
  selectLabel: string;
  hasMore: boolean;
  onMore: () => void;
  head: Omit<HeadProps, 'columns' | 'onDraft'>;
  footer: ReactNode;
  empty: ReactNode;
  editor: (record: RecordData, column: Column) => ReactNode;
  scroller: RefObject<HTMLDivElement | null>;
  /** Where it stood when it was left. */
  keptTop?: number;
};

/** A table of any length: only what is seen is drawn. */
export function Grid(props: GridProps) {
  const { entity, rows, total, columns, context, state, actions, phone, scroller, hasMore, onMore } = props;
  const [draft, setDraft] = useState<{ name: string; width: number } | null>(null);
  const [scrolled, setScrolled] = useState(false);
  const height = phone ? PHONE_ROW : props.rowHeight;
  const skeletons = hasMore ? Math.min(SKELETONS, Math.max(1, total - rows.length)) : 0;
  const cursorRow = state.index;
  const virtual = useVirtualizer({
    count: rows.length + skeletons,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
    scrollMargin: phone ? 0 : HEAD,
    scrollPaddingStart: phone ? 0 : HEAD,
    scrollPaddingEnd: phone ? 0 : FOOT,
    initialOffset: props.keptTop ?? 0,
    // The row with the focus stays, wherever one scrolls to.
    rangeExtractor: (range) => {
      const from = Math.max(0, range.startIndex - range.overscan);
      const to = Math.min(range.count - 1, range.endIndex + range.overscan);
      const list = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
      return cursorRow >= 0 && cursorRow < range.count && (cursorRow < from || cursorRow > to) ? [...list, cursorRow].sort((a, b) => a - b) : list;
    },
  });
  const items = virtual.getVirtualItems();
  const pool = Math.ceil((virtual.scrollRect?.height ?? 0) / height) + 2 * OVERSCAN + 2;
  const last = items.at(-1)?.index ?? 0;
  // Rows that leave lend their elements to those that come; only the row with the cursor keeps its own.
  const place = (index: number) => (index === cursorRow ? pool : index % pool);
  // While somebody scrolls elements are not moved about, and stand in the order of the rows again once it rests.
  const drawn = virtual.isScrolling ? items.toSorted((a, b) => place(a.index) - place(b.index)) : items;
  useEffect(() => {
    if (hasMore && last >= rows.length - AHEAD) onMore();
  }, [hasMore, last, rows.length, onMore]);

  useLayoutEffect(() => {
    if (props.keptTop && scroller.current) scroller.current.scrollTop = props.keptTop;
  }, [props.keptTop, scroller]);
  useAnchor(scroller, rows, height);
  useFocus(scroller, state, (index) => virtual.scrollToIndex(index, { align: 'auto' }));

  const widths = columns.map((column) => (draft?.name === column.name ? { ...column, width: draft.width, grows: false } : column));
  const template = [`${TICK}px`, ...widths.map((column) => (column.grows ? `minmax(${column.width}px, 1fr)` : `${column.width}px`)), ...(widths.some((column) => column.grows) ? [] : ['minmax(0, 1fr)'])].join(' ');
  const style = { '--columns': template, '--tick': `${TICK}px`, '--table-width': phone ? '0' : `${TICK + widths.reduce((sum, column) => sum + column.width, 0)}px` } as CSSProperties;
  const { editing, selection } = state;
  const selecting = selection.all || selection.ids.size > 0;
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={phone ? total : total + 2}
      aria-colcount={phone ? 1 : columns.length + 1}
      aria-multiselectable
      tabIndex={cursorRow >= 0 ? -1 : 0}
      className={scrolled ? `${styles.scroller} ${styles.scrolled}` : styles.scroller}
      style={style}
      onScroll={(e) => setScrolled(e.currentTarget.scrollLeft > 0)}
    >
      <div className={styles.table} role="presentation">
        {!phone && (
          <div role="rowgroup" className={styles.head}>
            <GridHead {...props.head} columns={columns} onDraft={(name, width) => setDraft(width === null ? null : { name, width })} />
          </div>
        )}
        {props.empty ? (
          <div role="rowgroup" className={styles.body}>
            <div role="row">
              <div role="gridcell" aria-colspan={phone ? 1 : columns.length + 1}>
                {props.empty}
              </div>
            </div>
          </div>
        ) : (
          <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
            {drawn.map((item) => {
              const record = rows[item.index];
              const top = item.start - (phone ? 0 : HEAD);
              if (!record)
                return (
                  <div key={`skeleton${item.index}`} role="presentation" className={styles.row} style={{ transform: `translateY(${top}px)`, height }}>
                    <div className={styles.lineSkeleton}>
                      <Skeleton width="30%" />
                      <Skeleton width="16%" />
                    </div>
                  </div>
                );
              const isEdited = editing?.id === record.id;
              const row = {
                record,
                index: item.index,
                top,
                height,
                columns,
                entity,
                context,
                selected: selection.all || selection.ids.has(record.id),
                cursor: item.index === cursorRow ? (state.cursor?.column ?? 0) : -1,
                flashed: props.flashed.has(record.id),
                late: props.late(record) ?? NONE,
                selectLabel: props.selectLabel,
                actions,
              };
              const key = item.index === cursorRow ? record.id : item.index % pool;
              return phone ? (
                <PhoneRow key={key} {...row} selecting={selecting} />
              ) : (
                <GridRow key={key} {...row} editing={isEdited ? editing.column : undefined} editor={isEdited && columns[editing.column] ? props.editor(record, columns[editing.column]!) : undefined} />
              );
            })}
          </div>
        )}
        {!phone && props.footer}
      </div>
    </div>
  );
}

/** Rows that come or go above what is seen do not move it. */
function useAnchor(scroller: RefObject<HTMLDivElement | null>, rows: RecordData[], height: number) {
  const before = useRef(rows);
  useLayoutEffect(() => {
    const old = before.current;
    before.current = rows;
    const element = scroller.current;
    if (!element || old === rows || old.length === 0 || element.scrollTop === 0) return;
    const first = Math.floor(element.scrollTop / height);
    const seen = old[first];
    if (!seen || rows[first]?.id === seen.id) return;
    const now = rows.findIndex((row) => row.id === seen.id);
    if (now >= 0) element.scrollTop += (now - first) * height;
  }, [rows, scroller, height]);
}

/** The cursor is where the focus is, once somebody is in the grid. */
function useFocus(scroller: RefObject<HTMLDivElement | null>, state: GridState, show: (index: number) => void) {
  const { cursor, index, editing } = state;
  const id = cursor?.id;
  const column = cursor?.column;
  const moved = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: where the cursor is decides, not how it is shown
  useEffect(() => {
    const element = scroller.current;
    if (!element || id === undefined || index < 0 || editing) return;
    if (!moved.current) {
      // As it was kept: seen, but the focus comes with the first key.
      moved.current = true;
      if (!element.contains(document.activeElement) && document.activeElement !== document.body) return;
    }
    if (document.activeElement?.closest('dialog, [popover]')) return;
    show(index);
    requestAnimationFrame(() => {
      const row = element.querySelector(`[data-id="${CSS.escape(id)}"]`);
      const cell = row?.querySelector<HTMLElement>(`[data-cell="${column}"]`) ?? row?.querySelector<HTMLElement>('[data-cell]');
      cell?.focus({ preventScroll: true });
      if (cell && cell.dataset.cell !== '0') cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
  }, [id, column, editing]);
}
