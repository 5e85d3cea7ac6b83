import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { get } from '../api/http.ts';
import type { EntityMeta, FieldMeta, ProcessMeta, TransitionMeta } from '../api/meta.ts';
import { type RecordData, recordKeys, transitRecord, updateRecord } from '../api/records.ts';

export type Asked = { field: string; property: string; required: boolean };
export type Violation = { code: string; message: string; fields: string[]; rule?: string };
type Way = { name: string; label: string; to: string; allowed: boolean; violations: Violation[]; ask: Asked[] };
type State = { processes: { name: string; field: string; state: string | null; transitions: Way[] }[] };

export const processOf = (entity: EntityMeta, field: FieldMeta): ProcessMeta | undefined => entity.processes?.find((process) => process.field === field.name || process.field === field.property);

/** The step of a process from one value to another. */
export const stepOf = (process: ProcessMeta | undefined, from: string | null, to: string | null): TransitionMeta | undefined =>
  process?.transitions.find((one) => one.to === to && from !== null && one.from.includes(from));

/** Whether a record may be put there at all. Who may not enter a value is told by the server when it is tried. */
export const leads = (process: ProcessMeta | undefined, from: string | null, to: string | null) => process === undefined || stepOf(process, from, to) !== undefined;

/** What must be given before a record takes a step: what is asked for, and what blocks. */
export type Need = { ask: Asked[]; violations: Violation[] };

export async function needOf(app: string, entity: EntityMeta, process: ProcessMeta, id: string, to: string, signal?: AbortSignal): Promise<Need | null> {
  const state = await get<State>(`/api/${encodeURIComponent(app)}/${encodeURIComponent(entity.name)}/${id}/$state`, signal);
  const way = state.processes.find((one) => one.name === process.name)?.transitions.find((one) => one.to === to);
  return way ? { ask: way.ask, violations: way.violations } : null;
}

/** Takes a record to another value: by its process, or as any other change. */
export function useMove(app: string, entity: EntityMeta, field: FieldMeta) {
  const client = useQueryClient();
  return useCallback(
    async (record: RecordData, step: TransitionMeta | undefined, to: string | null, values: Record<string, unknown>) => {
      const asked = new Set(step?.ask.map((one) => one.property));
      const plain = step && Object.keys(values).every((name) => asked.has(name));
      const etag = record['@odata.etag'];
      const saved = plain ? await transitRecord(app, entity.name, record.id, step.name, values, etag) : await updateRecord(app, entity.name, record.id, { ...values, [field.property]: to }, etag);
      void client.invalidateQueries({ queryKey: recordKeys.entity(app, entity.name) });
      return saved;
    },
    [client, app, entity, field],
  );
}
