import { type CSSProperties, type MouseEvent, memo, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { EntityMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { titleOf } from '../../shell/titles.ts';
import { useLongPress } from '../../ui/useLongPress.ts';
import { type CellContext, CellValue, plainText } from '../cells/CellValue.tsx';
import type { Column } from '../state/columns.ts';
import styles from './Grid.module.css';

/** What rows call; the same object as long as the list stands. */
export type RowActions = {
  href: (id: string) => string;
  toggle: (id: string, range: boolean) => void;
  point: (id: string, column: number) => void;
  edit: (id: string, column: number) => void;
  open: (id: string) => void;
};

export type RowProps = {
  record: RecordData;
  index: number;
  top: number;
  height: number;
  columns: Column[];
  entity: EntityMeta;
  context: CellContext;
  selected: boolean;
  /** -1: the cursor is elsewhere. */
  cursor: number;
  flashed: boolean;
  late: ReadonlySet<string>;
  selectLabel: string;
  actions: RowActions;
  /** The cell that is edited, and its editor. */
  editing?: number;
  editor?: ReactNode;
};

/** With ⌘ or Ctrl a link opens elsewhere, as links do. */
function plainClick(e: MouseEvent, open: () => void) {
  if (e.metaKey || e.ctrlKey || e.shiftKey || e.button !== 0) return;
  e.preventDefault();
  open();
}

const plain = new Set(['date', 'datetime', 'time', 'autoNumber', 'phone']);

const cellOf = (target: EventTarget) => (target as HTMLElement).closest<HTMLElement>('[data-cell]');
const hush = ({ target }: { target: EventTarget }) => cellOf(target)?.removeAttribute('title');

export const GridRow = memo(function GridRow({ record, index, top, height, columns, entity, context, selected, cursor, flashed, late, selectLabel, actions, editing, editor }: RowProps) {
  // Cells are plain lines of text, as high as their row: the cheapest there is to lay out.
  const style: CSSProperties = { transform: `translateY(${top}px)`, height, lineHeight: `${height - 1}px` };
  // The full text is worked out for the cell that somebody is at, not for every one that scrolls by.
  const tell = ({ target }: { target: EventTarget }) => {
    const cell = cellOf(target);
    const column = cell && columns[Number(cell.dataset.cell)];
    if (column && columns[editing ?? -1] !== column) cell.title = [plainText(column.field, entity.name, record[column.field.property], record, context), context.fixed?.(record, column.field)].filter(Boolean).join('\n');
  };
  return (
    <div
      role="row"
      onMouseOver={tell}
      onFocus={tell}
      onMouseOut={hush}
      onBlur={hush}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-id={record.id}
      className={[styles.line, styles.row, cursor >= 0 && styles.cursor, flashed && styles.flash, editing !== undefined && styles.edited].filter(Boolean).join(' ')}
      style={style}
    >
      <div role="gridcell" aria-colindex={1} className={`${styles.tick} ${styles.sticky}`}>
        <input
          type="checkbox"
          className={styles.box}
          tabIndex={-1}
          checked={selected}
          aria-label={`${selectLabel} ${titleOf(entity, record, context.language)}`}
          onChange={() => {}}
          onClick={(e) => {
            actions.toggle(record.id, e.shiftKey);
            actions.point(record.id, 0);
          }}
        />
      </div>
      {columns.map((column, at) => {
        const isEdited = editing === at;
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the grid's
          <div
            key={column.name}
            role="gridcell"
            aria-colindex={at + 2}
            tabIndex={cursor === at ? 0 : -1}
            data-cell={at}
            aria-readonly={context.fixed?.(record, column.field) ? true : undefined}
            className={[styles.cell, column.numeric && styles.numeric, plain.has(column.field.type) && styles.plain, column.isTitle && at === 0 && `${styles.title} ${styles.sticky}`, isEdited && styles.open]
              .filter(Boolean)
              .join(' ')}
            onClick={() => actions.point(record.id, at)}
            onDoubleClick={() => !column.isTitle && actions.edit(record.id, at)}
          >
            {isEdited ? (
              editor
            ) : column.isTitle ? (
              <Link to={actions.href(record.id)} tabIndex={-1} onClick={(e) => plainClick(e, () => actions.open(record.id))}>
                {plainText(column.field, entity.name, record[column.field.property], record, context) || '—'}
              </Link>
            ) : (
              <CellValue field={column.field} entity={entity.name} record={record} context={context} tone={late.has(column.name) ? 'late' : undefined} />
            )}
          </div>
        );
      })}
    </div>
  );
});

/** Two lines: what it is called, its amount; whom it belongs to, where it stands. */
export const PhoneRow = memo(function PhoneRow({ record, index, top, height, columns, entity, context, selected, cursor, flashed, late, actions, selecting }: RowProps & { selecting: boolean }) {
  const parts = phoneParts(columns);
  const held = useLongPress('[data-id]', () => actions.toggle(record.id, false));
  const value = (column: Column | undefined) => column && <CellValue field={column.field} entity={entity.name} record={record} context={context} tone={late.has(column.name) ? 'late' : undefined} />;
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      aria-selected={selected}
      data-id={record.id}
      className={[styles.row, cursor >= 0 && styles.cursor, flashed && styles.flash].filter(Boolean).join(' ')}
      style={{ transform: `translateY(${top}px)`, height }}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are the grid's */}
      <div role="gridcell" tabIndex={cursor >= 0 ? 0 : -1} data-cell={0} className={styles.phoneRow} style={{ height }} onClick={() => (selecting ? actions.toggle(record.id, false) : actions.open(record.id))} {...held}>
        <span className={`${styles.strong} ${styles.one} one-line`}>{plainText(parts.title.field, entity.name, record[parts.title.field.property], record, context) || '—'}</span>
        <span className={`${styles.end} ${styles.one} one-line`}>{value(parts.end)}</span>
        <span className={styles.second}>{value(parts.under)}</span>
        <span className={`${styles.end} one-line`}>{value(parts.underEnd)}</span>
      </div>
    </div>
  );
});

function phoneParts(columns: Column[]) {
  const title = columns[0]!;
  const rest = columns.slice(1);
  const end = rest.find((column) => column.field.type === 'money') ?? rest.find((column) => column.numeric) ?? rest.find((column) => column.field.type === 'date');
  const left = rest.filter((column) => column !== end);
  const underEnd = left.find((column) => column.field.type === 'choice') ?? left.find((column) => column.field.type === 'date' || column.field.type === 'datetime');
  const under = left.find((column) => column.field.type === 'lookup') ?? left.find((column) => column !== underEnd);
  return { title, end, under, underEnd };
}
