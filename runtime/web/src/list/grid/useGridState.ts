import { useCallback, useMemo, useState } from 'react';
import type { RecordData } from '../../api/records.ts';

export type Cursor = { id: string; column: number };
export type Selection = { ids: ReadonlySet<string> /** Everything that the list shows, loaded or not. */; all: boolean };
const NOTHING: Selection = { ids: new Set(), all: false };

/** Where somebody is in a list, and what they picked. `kept` is how they left it. */
export function useGridState(rows: RecordData[], kept?: Cursor | null) {
  const [cursor, setCursor] = useState<Cursor | null>(kept ?? null);
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const [anchor, setAnchor] = useState<string | null>(null);
  const [editing, setEditing] = useState<Cursor | null>(null);
  const [peeking, setPeeking] = useState(false);
  const at = useMemo(() => new Map(rows.map((row, index) => [row.id, index])), [rows]);
  const index = cursor ? (at.get(cursor.id) ?? -1) : -1;

  const moveTo = useCallback(
    (row: number, column?: number) => {
      const target = rows[Math.max(0, Math.min(rows.length - 1, row))];
      if (target) setCursor((old) => ({ id: target.id, column: column ?? old?.column ?? 0 }));
      return target;
    },
    [rows],
  );

  const toggle = useCallback(
    (id: string, range = false) => {
      setSelection((old) => {
        const ids = new Set(old.all ? rows.map((row) => row.id) : old.ids);
        const from = range && anchor ? at.get(anchor) : undefined;
        const to = at.get(id);
        if (from !== undefined && to !== undefined) for (let i = Math.min(from, to); i <= Math.max(from, to); i++) ids.add(rows[i]!.id);
        else if (ids.has(id)) ids.delete(id);
        else ids.add(id);
        return { ids, all: false };
      });
      if (!range) setAnchor(id);
    },
    [rows, at, anchor],
  );

  /** ⇧↑↓: the row left and the row reached are both picked. */
  const extend = useCallback(
    (by: 1 | -1) => {
      const from = rows[Math.max(0, index)];
      const to = rows[Math.max(0, Math.min(rows.length - 1, index + by))];
      if (!from || !to) return;
      setSelection((old) => {
        const ids = new Set(old.ids);
        // Walking back takes off what was picked on the way.
        if (ids.has(to.id) && ids.has(from.id) && from.id !== to.id) ids.delete(from.id);
        else ids.add(from.id).add(to.id);
        return { ids, all: false };
      });
      setAnchor(to.id);
      moveTo(index + by);
    },
    [rows, index, moveTo],
  );

  return {
    cursor,
    index,
    moveTo,
    setCursor,
    selection,
    select: setSelection,
    clear: useCallback(() => setSelection(NOTHING), []),
    toggle,
    extend,
    editing,
    setEditing,
    peeking,
    setPeeking,
  };
}

export type GridState = ReturnType<typeof useGridState>;
