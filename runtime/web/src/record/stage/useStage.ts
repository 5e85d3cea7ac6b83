import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, get } from '../../api/http.ts';
import { type EntityMeta, type FieldMeta, fieldOf, type ProcessMeta } from '../../api/meta.ts';
import { keepRecord, type RecordData, recordKeys, transitRecord, updateRecord } from '../../api/records.ts';
import type { Asked, Violation } from '../../kanban/moves.ts';
import { useApp } from '../../shell/app.ts';
import { announce } from '../../ui/announce.ts';

/** A way on from where the record stands; `due` is when it will have waited too long for it. */
export type Way = { name: string; label: string; to: string; allowed: boolean; due?: string; overdue?: boolean; violations: Violation[]; ask: Asked[] };
type State = { processes: { name: string; field: string; state: string | null; transitions: Way[] }[] };

export type Stage = {
  process: ProcessMeta | undefined;
  field: FieldMeta | undefined;
  /** The states that lead from the first to the last, in order; where it stands beside them, that as well. */
  path: string[];
  state: string | null;
  ways: Way[];
  /** The way to the next state of the path. */
  next: Way | undefined;
  /** Fields that are empty and wanted for the next state. */
  wanted: ReadonlySet<string>;
  labelOf: (state: string | null) => string;
  move: (to: string) => void;
  /** A way that asks for something. */
  asking: Way | null;
  take: (way: Way, values: Record<string, unknown>) => Promise<void>;
  dismiss: () => void;
  menuAt: HTMLElement | null;
  openMenu: (anchor: HTMLElement) => void;
  closeMenu: () => void;
};

const NOTHING: ReadonlySet<string> = new Set();

/** Where a record stands in its process, and what leads on. */
export function useStage(entity: EntityMeta, record: RecordData): Stage {
  const { name: app, text } = useApp();
  const { t } = useTranslation('record');
  const client = useQueryClient();
  const process = entity.processes?.[0];
  const field = process && fieldOf(entity, process.field);
  const found = useQuery({
    queryKey: [...recordKeys.one(app, entity.name, record.id), '$state'],
    queryFn: ({ signal }) => get<State>(`/api/${encodeURIComponent(app)}/${encodeURIComponent(entity.name)}/${record.id}/$state`, signal),
    enabled: process !== undefined,
  });
  const state = field ? ((record[field.property] as string | null) ?? null) : null;
  const position = found.data?.processes.find((one) => one.name === process?.name);
  // Until the server has said so, there is no way on from a state that it was not asked about.
  const ways = useMemo(() => (position && position.state === state ? position.transitions : []), [position, state]);
  const path = useMemo(() => pathOf(process, state), [process, state]);
  const next = ways.find((way) => way.to === path[path.indexOf(state ?? '') + 1]);
  const wanted = useMemo(() => (next ? new Set(next.violations.flatMap((one) => one.fields.map((name) => fieldOf(entity, name)?.name ?? name))) : NOTHING), [next, entity]);
  const [asking, setAsking] = useState<Way | null>(null);
  const [menuAt, setMenuAt] = useState<HTMLElement | null>(null);
  const labelOf = useCallback((value: string | null) => text(field?.options?.find((option) => option.value === value)?.label) || (value ?? ''), [field, text]);

  const take = useCallback(
    async (way: Way, values: Record<string, unknown>) => {
      const asked = new Set(way.ask.map((one) => one.property));
      const beside = Object.fromEntries(Object.entries(values).filter(([property]) => !asked.has(property)));
      let etag = record['@odata.etag'];
      // What blocked it is filled in first: a transition takes only what it asks for.
      if (Object.keys(beside).length > 0) {
        const saved = await updateRecord(app, entity.name, record.id, beside, etag);
        etag = saved['@odata.etag'];
        keepRecord(client, app, entity.name, saved);
      }
      const saved = await transitRecord(app, entity.name, record.id, way.name, Object.fromEntries(Object.entries(values).filter(([property]) => asked.has(property))), etag);
      keepRecord(client, app, entity.name, saved);
      setAsking(null);
      announce(t('stage.moved', { stage: labelOf(way.to) }));
    },
    [app, client, entity, record, t, labelOf],
  );
  const move = useCallback(
    (to: string) => {
      const way = ways.find((one) => one.to === to);
      if (!way) return announce(t('stage.noWay', { from: labelOf(state), to: labelOf(to) }));
      if (way.ask.length > 0 || way.violations.length > 0) return setAsking(way);
      take(way, {}).catch((error: unknown) => {
        const violations = error instanceof ApiError ? error.details.map((one) => ({ code: one.code, message: one.message, fields: one.target ? [one.target] : [], rule: one.rule })) : [];
        setAsking({ ...way, violations: violations.length > 0 ? violations : [{ code: 'failed', message: error instanceof ApiError ? error.message : t('unreachable'), fields: [] }] });
      });
    },
    [ways, take, t, labelOf, state],
  );
  return useMemo(
    () => ({ process, field, path, state, ways, next, wanted, labelOf, move, asking, take, dismiss: () => setAsking(null), menuAt, openMenu: setMenuAt, closeMenu: () => setMenuAt(null) }),
    [process, field, path, state, ways, next, wanted, labelOf, move, asking, take, menuAt],
  );
}

/** From the first state along the first way on from each, in the order of the states. What can be left for from everywhere, such as lost, is beside the path. */
export function pathOf(process: ProcessMeta | undefined, state: string | null): string[] {
  if (!process) return [];
  const order = process.states.map((one) => one.value);
  const path: string[] = [];
  let at = process.states.find((one) => one.initial)?.value ?? order[0];
  while (at !== undefined && !path.includes(at)) {
    path.push(at);
    const from = at;
    at = process.transitions
      .filter((one) => one.from.includes(from) && !path.includes(one.to))
      .map((one) => one.to)
      .sort((a, b) => order.indexOf(a) - order.indexOf(b))[0];
  }
  return state !== null && !path.includes(state) ? [...path.slice(0, -1), state] : path;
}
