import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../../shell/app.ts';
import { announce } from '../../ui/announce.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Checkbox } from '../../ui/Input.tsx';
import { composing } from '../../ui/keys.ts';
import { typeIcon } from '../cells/typeIcons.ts';
import { type Column, MAX_WIDTH, MIN_WIDTH, moved } from '../state/columns.ts';
import styles from './Grid.module.css';

const DRAG_FROM = 5;
const STEP = 16;

export type HeadProps = {
  columns: Column[];
  sort: string[];
  picked: 'none' | 'some' | 'all';
  onPickAll: (all: boolean) => void;
  onSort: (name: string) => void;
  onOrder: (names: string[]) => void;
  onResize: (name: string, width: number) => void;
  /** While a handle is dragged. */
  onDraft: (name: string, width: number | null) => void;
};

export function GridHead(props: HeadProps) {
  const { t } = useTranslation('list');
  const line = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const [drag, setDrag] = useState<{ name: string; over: string; before: boolean } | null>(null);
  const walk = (to: number) => {
    const next = Math.max(0, Math.min(props.columns.length - 1, to));
    setActive(next);
    line.current?.querySelectorAll<HTMLElement>('[data-head]')[next]?.focus();
  };
  return (
    <div ref={line} role="row" aria-rowindex={1} className={`${styles.line} ${styles.headLine}`}>
      <div role="columnheader" aria-colindex={1} className={`${styles.tick} ${styles.sticky}`}>
        <Checkbox checked={props.picked === 'all'} indeterminate={props.picked === 'some'} label={t('selectAll')} onChecked={(checked) => props.onPickAll(checked)} />
      </div>
      {props.columns.map((column, at) => (
        <HeadCell key={column.name} {...props} column={column} at={at} isActive={at === Math.min(active, props.columns.length - 1)} walk={walk} drag={drag} setDrag={setDrag} />
      ))}
    </div>
  );
}

type CellProps = HeadProps & {
  column: Column;
  at: number;
  isActive: boolean;
  walk: (to: number) => void;
  drag: { name: string; over: string; before: boolean } | null;
  setDrag: (drag: { name: string; over: string; before: boolean } | null) => void;
};

function HeadCell({ column, at, isActive, walk, drag, setDrag, columns, sort, onSort, onOrder, onResize, onDraft }: CellProps) {
  const { t } = useTranslation('list');
  const { meta } = useApp();
  const cell = useRef<HTMLDivElement>(null);
  const dragged = useRef<{ x: number; moving: boolean } | null>(null);
  const wasDragged = useRef(false);
  const glyph = typeIcon(meta, column.field);
  const order = sort[0] === column.name ? 'ascending' : sort[0] === `-${column.name}` ? 'descending' : undefined;
  const movable = !column.isTitle;

  const target = (x: number) => {
    const heads = [...(cell.current?.parentElement?.querySelectorAll<HTMLElement>('[data-column]') ?? [])];
    for (const head of heads.reverse()) {
      const box = head.getBoundingClientRect();
      if (x >= box.left) return { over: head.dataset.column!, before: x < box.left + box.width / 2 };
    }
    return null;
  };
  const onPointerMove = (e: PointerEvent) => {
    const from = dragged.current;
    if (!from || !movable) return;
    if (!from.moving && Math.abs(e.clientX - from.x) < DRAG_FROM) return;
    from.moving = true;
    const found = target(e.clientX);
    if (found) setDrag({ name: column.name, ...found });
  };
  const onPointerUp = () => {
    const from = dragged.current;
    dragged.current = null;
    if (!from?.moving || !drag) return setDrag(null);
    const own = columns.findIndex((one) => one.name === column.name);
    const over = columns.findIndex((one) => one.name === drag.over);
    onOrder(moved(columns, column.name, (drag.before ? over : over + 1) - own - (over > own ? 1 : 0)));
    setDrag(null);
    // The click that ends the drag is no order to sort.
    wasDragged.current = true;
    setTimeout(() => {
      wasDragged.current = false;
    });
  };
  const onKeyDown = (e: KeyboardEvent) => {
    if (composing(e)) return;
    const by = e.key === 'ArrowRight' ? 1 : e.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    e.preventDefault();
    if (e.altKey && e.shiftKey) {
      const width = Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, (cell.current?.offsetWidth ?? column.width) + by * STEP));
      onResize(column.name, width);
      announce(t('columnWidth', { column: column.label, width }));
    } else if (e.altKey) {
      if (!movable) return;
      const names = moved(columns, column.name, by);
      onOrder(names);
      announce(t('columnMoved', { column: column.label, place: names.indexOf(column.name) + 1, count: names.length }));
      requestAnimationFrame(() => walk(names.indexOf(column.name)));
    } else walk(at + by);
  };
  const isOver = drag?.over === column.name && drag.name !== column.name;
  return (
    <div
      ref={cell}
      role="columnheader"
      aria-colindex={at + 2}
      aria-sort={order}
      data-column={column.name}
      className={[
        styles.headCell,
        column.numeric && styles.numeric,
        column.isTitle && at === 0 && `${styles.title} ${styles.sticky}`,
        drag?.name === column.name && styles.dragged,
        isOver && (drag.before ? styles.before : styles.after),
      ]
        .filter(Boolean)
        .join(' ')}
    >
      <button
        type="button"
        data-head
        tabIndex={isActive ? 0 : -1}
        aria-disabled={!column.sortable || undefined}
        aria-description={t('headHelp')}
        className={styles.headButton}
        title={column.label}
        onClick={() => !wasDragged.current && column.sortable && onSort(column.name)}
        onKeyDown={onKeyDown}
        onPointerDown={(e) => {
          if (e.button !== 0 || e.pointerType === 'touch') return;
          dragged.current = { x: e.clientX, moving: false };
          e.currentTarget.setPointerCapture(e.pointerId);
        }}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => {
          dragged.current = null;
          setDrag(null);
        }}
      >
        {glyph && !column.numeric && <Icon of={glyph} size={14} />}
        <span className="one-line">{column.label}</span>
        {order && <Icon of={order === 'ascending' ? ArrowUp : ArrowDown} size={14} />}
      </button>
      <ResizeHandle column={column} cell={cell} onResize={onResize} onDraft={onDraft} />
    </div>
  );
}

function ResizeHandle({ column, cell, onResize, onDraft }: { column: Column; cell: React.RefObject<HTMLDivElement | null> } & Pick<HeadProps, 'onResize' | 'onDraft'>) {
  const from = useRef<{ x: number; width: number; now: number } | null>(null);
  const [active, setActive] = useState(false);
  const end = () => {
    if (from.current && from.current.now !== from.current.width) onResize(column.name, from.current.now);
    from.current = null;
    setActive(false);
    onDraft(column.name, null);
  };
  return (
    <span
      aria-hidden
      className={active ? `${styles.handle} ${styles.active}` : styles.handle}
      onPointerDown={(e) => {
        e.currentTarget.setPointerCapture(e.pointerId);
        const width = cell.current?.offsetWidth ?? column.width;
        from.current = { x: e.clientX, width, now: width };
        setActive(true);
      }}
      onPointerMove={(e) => {
        if (!from.current) return;
        from.current.now = Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, from.current.width + e.clientX - from.current.x));
        onDraft(column.name, from.current.now);
      }}
      onPointerUp={end}
      onPointerCancel={end}
    />
  );
}
