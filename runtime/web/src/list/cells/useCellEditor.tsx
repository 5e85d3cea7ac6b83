import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/http.ts';
import { type RecordData, updateRecord } from '../../api/records.ts';
import { useApp } from '../../shell/app.ts';
import { announce } from '../../ui/announce.ts';
import { useShortcut } from '../../ui/keys.ts';
import { toast } from '../../ui/Toast.tsx';
import type { Cursor, GridState } from '../grid/useGridState.ts';
import type { Column } from '../state/columns.ts';
import { useList } from '../useList.ts';
import type { CellContext } from './CellValue.tsx';
import { isEditable } from './editable.ts';

const load = () => import('./CellEditor.tsx');
const CellEditor = lazy(load);

/** Where to go after a cell: nowhere, or to the next or previous that can be edited. */
export type After = 0 | 1 | -1;
type Edit = { id: string; column: Column; value: unknown; related?: unknown };
type Failure = { id: string; column: string; value: unknown; related?: unknown; message: string };

/** Editing a cell where it stands: shown at once, put back with the reason when the server says no. */
export function useCellEditor({ state, columns, rows, patch, fixed }: { state: GridState; columns: Column[]; rows: RecordData[]; patch: (id: string, values: Partial<RecordData>) => void; fixed: CellContext['fixed'] }) {
  const { t } = useTranslation('list');
  const { name: app } = useApp();
  const { entity } = useList();
  const [failure, setFailure] = useState<Failure | null>(null);
  const undo = useRef<Edit[]>([]);
  const isSomewhere = state.cursor !== null;
  useEffect(() => {
    // Who stands at a cell may type into it at once.
    if (isSomewhere) void load();
  }, [isSomewhere]);

  const can = (column: Column | undefined) => column !== undefined && isEditable(column.field);
  const fixedAt = (id: string, column: Column | undefined) => {
    const row = rows.find((one) => one.id === id);
    return (row && column && fixed?.(row, column.field)) ?? null;
  };
  const begin = (cursor: Cursor) => {
    const column = columns[cursor.column];
    if (!can(column)) {
      if (column) announce(t('notEditable', { column: column.label }));
      return;
    }
    const why = fixedAt(cursor.id, column);
    if (why) return void toast(why);
    state.setCursor(cursor);
    state.setEditing(cursor);
  };
  const nextFrom = (id: string, column: number, by: 1 | -1) => {
    for (let at = column + by; at >= 0 && at < columns.length; at += by) if (can(columns[at]) && !fixedAt(id, columns[at])) return at;
    return null;
  };

  const save = async ({ id, column, value, related }: Edit, isUndo = false) => {
    const row = rows.find((one) => one.id === id);
    if (!row) return;
    const { property, name } = column.field;
    const before = { [property]: row[property], ...(name !== property && { [name]: row[name] }) };
    patch(id, { [property]: value, ...(name !== property && { [name]: related ?? null }) });
    if (!isUndo) undo.current.push({ id, column, value: row[property], related: row[name] });
    try {
      const saved = await updateRecord(app, entity.name, id, { [property]: value }, row['@odata.etag']);
      // What rules derived from it is shown as well.
      patch(id, { '@odata.etag': saved['@odata.etag'], ...Object.fromEntries(Object.keys(row).flatMap((key) => (key in saved && !key.startsWith('@') ? [[key, saved[key]]] : []))) });
    } catch (error) {
      patch(id, before);
      if (!isUndo) undo.current.pop();
      const message = error instanceof ApiError ? [...new Set(error.details.map((one) => one.message))].join(' ') || error.message : t('unreachable');
      if (isUndo) return void toast(message);
      setFailure({ id, column: column.name, value, related, message });
      state.setCursor({ id, column: columns.indexOf(column) });
      state.setEditing({ id, column: columns.indexOf(column) });
    }
  };
  useShortcut('mod+z', () => {
    const last = undo.current.pop();
    if (!last) return false;
    void save(last, true);
    announce(t('undone'));
    return true;
  });

  const editor = (record: RecordData, column: Column): ReactNode => {
    const at = columns.indexOf(column);
    const failed = failure?.id === record.id && failure.column === column.name ? failure : null;
    const leave = (after: After) => {
      setFailure(null);
      const next = after === 0 ? null : nextFrom(record.id, at, after);
      if (next === null) return state.setEditing(null);
      state.setCursor({ id: record.id, column: next });
      state.setEditing({ id: record.id, column: next });
    };
    return (
      <Suspense>
        <CellEditor
          key={`${record.id}-${column.name}`}
          record={failed ? { ...record, [column.field.property]: failed.value, ...(failed.related !== undefined && { [column.name]: failed.related }) } : record}
          column={column}
          problem={failed?.message}
          onDone={(value, related, after) => {
            leave(after);
            void save({ id: record.id, column, value, related });
          }}
          onLeave={leave}
        />
      </Suspense>
    );
  };
  return { begin, editor };
}
