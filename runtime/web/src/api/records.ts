import { keepPreviousData, type QueryClient, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, query, send } from './http.ts';

/** A record as the server gives it: properties by name, related records by `$expand`. */
export type RecordData = { id: string; '@odata.etag'?: string; version?: number } & Record<string, unknown>;
export type Page = { value: RecordData[]; '@odata.count'?: number; '@odata.nextLink'?: string };

export type ListQuery = {
  /** An expression of the rules language, as views have them. */
  filter?: string;
  /** An OData condition. */
  $filter?: string;
  $search?: string;
  $orderby?: string;
  $select?: string;
  $expand?: string;
  $top?: number;
  $skip?: number;
  $count?: boolean;
  $apply?: string;
  /** Those of the recycle bin instead. */
  deleted?: boolean;
};

const PAGE_SIZE = 200;
const base = (app: string, entity: string) => `/api/${encodeURIComponent(app)}/${encodeURIComponent(entity)}`;

export const recordKeys = {
  app: (app: string) => ['records', app] as const,
  /** Everything known of an entity: what a change makes stale. */
  entity: (app: string, entity: string) => ['records', app, entity] as const,
  list: (app: string, entity: string, params: ListQuery) => ['records', app, entity, 'list', params] as const,
  one: (app: string, entity: string, id: string, expand?: string) => ['records', app, entity, 'one', id, expand ?? ''] as const,
};

export async function listRecords(app: string, entity: string, params: ListQuery = {}, signal?: AbortSignal, later?: boolean): Promise<Page> {
  return get<Page>(base(app, entity) + query(params), signal, later);
}

/** One page of records. Kept on the screen while the next query is under way. */
export const useRecords = (app: string, entity: string, params: ListQuery = {}, enabled = true) =>
  useQuery({ queryKey: recordKeys.list(app, entity, params), queryFn: ({ signal }) => listRecords(app, entity, params, signal), placeholderData: keepPreviousData, enabled });

/** All records of a query, page after page along the server's next links; `fetchNextPage` takes the next. */
export const useRecordPages = (app: string, entity: string, params: ListQuery = {}, pageSize = PAGE_SIZE) =>
  useInfiniteQuery({
    queryKey: [...recordKeys.list(app, entity, params), 'pages', pageSize],
    initialPageParam: base(app, entity) + query({ $count: true, ...params }),
    queryFn: async ({ pageParam, signal }) => (await send<Page>(pageParam, { signal, headers: { Prefer: `odata.maxpagesize=${pageSize}` } })).value,
    getNextPageParam: (last) => {
      const next = last['@odata.nextLink'];
      return next ? local(next) : undefined;
    },
    placeholderData: keepPreviousData,
  });

/** Next links are absolute: behind a proxy their origin need not be the page's. */
const local = (link: string) => {
  const url = new URL(link, window.location.href);
  return url.pathname + url.search;
};

export const useRecord = (app: string, entity: string, id: string | undefined, expand?: string) =>
  useQuery({ queryKey: recordKeys.one(app, entity, id ?? '', expand), queryFn: ({ signal }) => get<RecordData>(`${base(app, entity)}/${id}${query({ $expand: expand })}`, signal), enabled: Boolean(id) });

/** Sums and groups of a whole result: `filter(…)/groupby((stage),aggregate(amount with sum as total))`. */
export const useAggregate = (app: string, entity: string, params: ListQuery & { $apply: string }, enabled = true) =>
  useQuery({
    queryKey: recordKeys.list(app, entity, params),
    queryFn: async ({ signal }) => (await get<{ value: Record<string, unknown>[] }>(base(app, entity) + query(params), signal, true)).value,
    placeholderData: keepPreviousData,
    enabled,
  });

const represent = { Prefer: 'return=representation' };

export const createRecord = async (app: string, entity: string, values: Record<string, unknown>, idempotencyKey?: string) =>
  (await send<RecordData>(base(app, entity), { method: 'POST', body: values, headers: { ...represent, ...(idempotencyKey && { 'Idempotency-Key': idempotencyKey }) } })).value;

/** With `etag` the save is refused (412) when somebody else saved in between. */
export const updateRecord = async (app: string, entity: string, id: string, values: Record<string, unknown>, etag?: string) =>
  (await send<RecordData>(`${base(app, entity)}/${id}`, { method: 'PATCH', body: values, headers: { ...represent, ...(etag && { 'If-Match': etag }) } })).value;

export const deleteRecord = (app: string, entity: string, id: string) => send<null>(`${base(app, entity)}/${id}`, { method: 'DELETE' });
export const restoreRecord = (app: string, entity: string, id: string) => send<RecordData>(`${base(app, entity)}/${id}/$restore`, { method: 'POST' });
export const transitRecord = async (app: string, entity: string, id: string, transition: string, asked: Record<string, unknown> = {}, etag?: string) =>
  (await send<RecordData>(`${base(app, entity)}/${id}/transition/${encodeURIComponent(transition)}`, { method: 'POST', body: asked, headers: etag ? { 'If-Match': etag } : undefined })).value;

const changed = (client: QueryClient, app: string, entity: string) => client.invalidateQueries({ queryKey: recordKeys.entity(app, entity) });

/** Takes a saved record into what is shown, and asks anew for the lists that it may now stand in. What else is known of it (its history, its approvals) stands under the same key, and is no record. */
export function keepRecord(client: QueryClient, app: string, entity: string, record: RecordData) {
  client.setQueriesData<RecordData>({ queryKey: ['records', app, entity, 'one', record.id] }, (old) => (old?.id === record.id ? { ...old, ...record } : old));
  void changed(client, app, entity);
}

export function useCreate(app: string, entity: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { values: Record<string, unknown>; idempotencyKey?: string }) => createRecord(app, entity, input.values, input.idempotencyKey),
    onSuccess: (record) => keepRecord(client, app, entity, record),
  });
}

export function useSave(app: string, entity: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { id: string; values: Record<string, unknown>; etag?: string }) => updateRecord(app, entity, input.id, input.values, input.etag),
    onSuccess: (record) => keepRecord(client, app, entity, record),
  });
}

export function useTransition(app: string, entity: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { id: string; transition: string; asked?: Record<string, unknown>; etag?: string }) => transitRecord(app, entity, input.id, input.transition, input.asked, input.etag),
    onSuccess: (record) => keepRecord(client, app, entity, record),
  });
}

export function useDelete(app: string, entity: string) {
  const client = useQueryClient();
  return useMutation({ mutationFn: (id: string) => deleteRecord(app, entity, id), onSuccess: () => changed(client, app, entity) });
}

export function useRestore(app: string, entity: string) {
  const client = useQueryClient();
  return useMutation({ mutationFn: (id: string) => restoreRecord(app, entity, id), onSuccess: () => changed(client, app, entity) });
}

export type HistoryEntry = { at: string; by: string | null; version: number; appVersion: number; kind: string; changes: { field: string; old: unknown; new: unknown; rule?: string }[]; effect?: Record<string, unknown> };

/** Newest first. */
export const useHistory = (app: string, entity: string, id: string, enabled = true) =>
  useQuery({ queryKey: [...recordKeys.one(app, entity, id), 'history'], queryFn: async ({ signal }) => (await get<{ value: HistoryEntry[] }>(`${base(app, entity)}/${id}/history`, signal)).value, enabled });
