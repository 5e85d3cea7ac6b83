import { type EntityMeta, get, listRecords, type Meta, query, type RecordData } from '@lowcodecrm/web/api';
import { loadEditable, type RecordModel, startModel } from '@lowcodecrm/web/forms';
import { useApp } from '@lowcodecrm/web/shell';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { sampleOf } from './sample.ts';

export type Preview = {
  model: RecordModel;
  record: RecordData | null /** It is known whether there is a record. */;
  known: boolean;
  entity: EntityMeta | undefined;
  live: EntityMeta | undefined;
  choose: (id: string) => void;
};

/** The live app's description: what of the draft its data can be asked for. */
export const useLiveMeta = (app: string) => useQuery({ queryKey: ['design', app, 'live-meta'], queryFn: ({ signal }) => get<Meta>(`/api/${encodeURIComponent(app)}/meta`, signal), staleTime: 60_000 }).data;

/** The record that a form is looked at with: one of the live data, or made-up values where there is none. */
export function usePreview(entityName: string): Preview {
  const { name: app, meta, language } = useApp();
  const [chosen, setChosen] = useState<string | null>(null);
  const liveMeta = useLiveMeta(app);
  const live = liveMeta?.entities.find((one) => one.name === entityName);
  const entity = meta.entities.find((one) => one.name === entityName);
  const first = useQuery({
    queryKey: ['design', app, 'preview-first', entityName],
    queryFn: async ({ signal }) => (await listRecords(app, entityName, { $top: 1, $select: 'id', $orderby: 'updated_at desc' }, signal)).value[0]?.id ?? null,
    enabled: live !== undefined && chosen === null,
    staleTime: 60_000,
  });
  const id = chosen ?? first.data ?? null;
  const record = useQuery({
    queryKey: ['design', app, 'preview', entityName, id, liveMeta?.version],
    queryFn: ({ signal }) => loadEditable(liveMeta!, entityName, id!, signal),
    enabled: id !== null && liveMeta !== undefined,
    staleTime: 60_000,
    placeholderData: (before) => before,
  });
  const shown = id === null ? null : (record.data ?? null);
  const { entities, rules } = meta;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a description that says the same of data and rules starts nothing anew
  const model = useMemo(() => startModel(meta, language, entityName, shown, shown || !entity ? {} : sampleOf(entity, meta)), [entities, rules, language, entityName, shown]);
  // New entities have none; others are asked for one first.
  const known = liveMeta !== undefined && (live === undefined || (id === null ? first.isFetched : record.isFetched));
  return { model, record: shown, known, entity, live, choose: setChosen };
}

/** Records to choose from, found by what is typed. */
export const searchRecords = (app: string, entity: EntityMeta, typed: string, signal?: AbortSignal) =>
  get<{ value: RecordData[] }>(`/api/${encodeURIComponent(app)}/${encodeURIComponent(entity.name)}${query({ $search: typed || undefined, $top: 20 })}`, signal);
