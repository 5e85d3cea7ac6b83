import { type RefObject, useLayoutEffect, useMemo, useState } from 'react';
import type { Column } from '../state/columns.ts';

const TICK = 36;

/** The columns that a list has room for beside a record: those without a figure below go first, from the end; the name stays. `null`: all of them. */
export function fitting(columns: Column[], room: number | null, sums: ReadonlyMap<string, unknown>): Column[] {
  if (room === null) return columns;
  let width = TICK + columns.reduce((sum, column) => sum + column.width, 0);
  const gone = new Set<string>();
  const drop = (mayGo: (column: Column) => boolean) => {
    for (const column of columns.slice(1).toReversed()) {
      if (width <= room) return;
      if (gone.has(column.name) || !mayGo(column)) continue;
      gone.add(column.name);
      width -= column.width;
    }
  };
  drop((column) => !sums.has(column.name));
  drop(() => true);
  return gone.size > 0 ? columns.filter((column) => !gone.has(column.name)) : columns;
}

/** While a record is looked at beside the list, the list does without columns rather than scrolling sideways. */
export function useRoom(box: RefObject<HTMLElement | null>, isOn: boolean, columns: Column[], sums: ReadonlyMap<string, unknown>): Column[] {
  const [room, setRoom] = useState<number | null>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!isOn || !element) return setRoom(null);
    const measure = () => setRoom(element.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, isOn]);
  return useMemo(() => fitting(columns, room, sums), [columns, room, sums]);
}
