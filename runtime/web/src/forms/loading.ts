import { type QueryClient, useQuery } from '@tanstack/react-query';
import { ApiError, query, send } from '../api/http.ts';
import type { EntityMeta, Meta } from '../api/meta.ts';
import { type RecordData, recordKeys } from '../api/records.ts';
import type { Values } from '../rules/index.ts';
import { inOrder } from './order.ts';

const base = (app: string, entity: string) => `/api/${encodeURIComponent(app)}/${encodeURIComponent(entity)}`;

/** Numbers as text: what is loaded for editing loses no digit. */
const exact = { Accept: 'application/json;IEEE754Compatible=true' };

/** What a form shows besides the record's own values: the records that its lookups name, and its rows with theirs. */
export function expandOf(meta: Meta, entity: EntityMeta): string {
  const lookups = (of: EntityMeta, except?: string) => of.fields.filter((field) => (field.type === 'lookup' || field.type === 'user') && field.name !== except).map((field) => field.name);
  const lists = entity.fields.flatMap((field) => {
    const child = field.type === 'childList' ? meta.entities.find((one) => one.name === field.target) : undefined;
    if (!child) return [];
    const inner = lookups(child, field.via).filter((name) => !['created_by', 'updated_by', 'owner'].includes(name));
    return [inner.length > 0 ? `${field.name}($expand=${inner.join(',')})` : field.name];
  });
  return [...lookups(entity), ...lists].join(',');
}

export async function loadEditable(meta: Meta, entity: string, id: string, signal?: AbortSignal): Promise<RecordData> {
  const of = meta.entities.find((one) => one.name === entity)!;
  const { value } = await send<RecordData>(`${base(meta.name, entity)}/${id}${query({ $expand: expandOf(meta, of) })}`, { headers: { ...exact, 'App-Version': String(meta.version) }, signal });
  return inOrder(meta, entity, value);
}

/** A record with all that its form needs. What others change meanwhile is seen when it is saved: the form's own copy stays. */
export const useEditable = (meta: Meta, entity: string, id: string | null) =>
  useQuery({
    queryKey: ['editing', meta.name, entity, id],
    queryFn: ({ signal }) => loadEditable(meta, entity, id!, signal),
    enabled: id !== null,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

/** A record that a rule reads; null: there is none that this user may see. */
export async function loadForRules(client: QueryClient, meta: Meta, entity: string, id: string): Promise<Values | null> {
  try {
    return await client.fetchQuery({ queryKey: recordKeys.one(meta.name, entity, id), queryFn: async () => (await send<RecordData>(`${base(meta.name, entity)}/${id}`)).value, staleTime: 10_000 });
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}

const reply = { ...exact, Prefer: 'return=representation' };

/** Creates or updates, by the words of the app given; sent twice with one key, it is done once. */
export async function writeRecord(meta: Meta, entity: string, stored: RecordData | null, values: Values, key: string): Promise<RecordData> {
  const path = base(meta.name, entity);
  const asDrawn = { ...reply, 'App-Version': String(meta.version) };
  if (!stored) return (await send<RecordData>(path, { method: 'POST', body: values, headers: { ...asDrawn, 'Idempotency-Key': key } })).value;
  const etag = stored['@odata.etag'];
  return (await send<RecordData>(`${path}/${stored.id}`, { method: 'PATCH', body: values, headers: { ...asDrawn, ...(etag && { 'If-Match': etag }) } })).value;
}
