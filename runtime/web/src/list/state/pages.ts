import { type InfiniteData, keepPreviousData, type QueryClient, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useChanges } from '../../api/changes.ts';
import { query, send } from '../../api/http.ts';
import { type ListQuery, listRecords, type Page, type RecordData } from '../../api/records.ts';

const PAGE_SIZE = 200;
const GATHER_MS = 300;
const FLASH_MS = 1600;
/** More changes than this at once, and the list is asked for anew. */
const IN_PLACE = 50;

type Pages = InfiniteData<Page, string>;

/** A list along the server's next links. What others change is taken into its rows where they stand. */
export function usePages(app: string, entity: string, params: ListQuery, { enabled = true, pageSize = PAGE_SIZE }: { enabled?: boolean; pageSize?: number } = {}) {
  const client = useQueryClient();
  const key = useMemo(() => ['pages', app, entity, params] as const, [app, entity, params]);
  const pages = useInfiniteQuery({
    queryKey: key,
    initialPageParam: `/api/${encodeURIComponent(app)}/${encodeURIComponent(entity)}${query({ $count: true, ...params })}`,
    queryFn: async ({ pageParam, signal }) => (await send<Page>(pageParam, { signal, headers: { Prefer: `odata.maxpagesize=${pageSize}` } })).value,
    getNextPageParam: (last) => localLink(last['@odata.nextLink']),
    placeholderData: keepPreviousData,
    // Pages that are there stay the same objects when the next comes: comparing all of their values each time costs more than the rest of the list.
    structuralSharing: false,
    enabled,
  });
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.value) ?? [], [pages.data]);
  const total = pages.data?.pages[0]?.['@odata.count'] ?? rows.length;
  const [flashed, setFlashed] = useState<ReadonlySet<string>>(NONE);

  /** Takes values into a row at once: what is being saved, or what came back. */
  const patch = useCallback(
    (id: string, values: Partial<RecordData>) => client.setQueriesData<Pages>({ queryKey: ['pages', app, entity] }, (old) => mapRows(old, (row) => (row.id === id ? { ...row, ...values } : row))),
    [client, app, entity],
  );
  const refresh = useCallback(() => client.invalidateQueries({ queryKey: ['pages', app, entity] }), [client, app, entity]);

  const gathered = useRef(new Map<string, { kind: string; version: number }>());
  const timer = useRef(0);
  const latest = useRef<() => Promise<void>>(async () => {});
  latest.current = async () => {
    timer.current = 0;
    const changes = new Map(gathered.current);
    gathered.current.clear();
    const known = new Map(rows.map((row) => [row.id, row]));
    // What was saved from here is shown already.
    for (const [id, change] of changes) if (known.get(id)?.version === change.version && change.kind === 'update') changes.delete(id);
    if (changes.size === 0 || !pages.data) return;
    if (changes.size > IN_PLACE || [...changes.keys()].some((id) => !known.has(id))) return void refresh();
    const ids = [...changes.keys()];
    const found = await listRecords(app, entity, { ...params, $orderby: undefined, $filter: `${params.$filter ? `(${params.$filter}) and ` : ''}id in (${ids.join(',')})`, $count: undefined });
    const fresh = new Map(found.value.map((row) => [row.id, row]));
    client.setQueryData<Pages>(key, (old) => mapRows(old, (row) => (changes.has(row.id) ? fresh.get(row.id) : row)));
    setFlashed(new Set(fresh.keys()));
  };
  useChanges((change) => {
    if (change.entity !== entity) return;
    gathered.current.set(change.id, change);
    timer.current ||= window.setTimeout(() => void latest.current(), GATHER_MS);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (flashed.size === 0) return;
    const over = setTimeout(() => setFlashed(NONE), FLASH_MS);
    return () => clearTimeout(over);
  }, [flashed]);
  return { ...pages, rows, total, flashed, patch, refresh };
}

const NONE: ReadonlySet<string> = new Set();

/** Takes a row out of the lists narrowed by `$filter` `from`, and puts it at the head of those by `to`: before the server has said so. @returns the way back. */
export function moveRow(client: QueryClient, app: string, entity: string, row: RecordData, from: string, to: string): () => void {
  const before = client.getQueriesData<Pages>({ queryKey: ['pages', app, entity] });
  for (const [key, data] of before) {
    const { $filter } = key[3] as ListQuery;
    const first = data?.pages[0];
    if (!data || !first) continue;
    if ($filter === from)
      client.setQueryData(
        key,
        mapRows(data, (one) => (one.id === row.id ? undefined : one)),
      );
    else if ($filter === to) client.setQueryData<Pages>(key, { ...data, pages: [{ ...first, value: [row, ...first.value], '@odata.count': (first['@odata.count'] ?? 0) + 1 }, ...data.pages.slice(1)] });
  }
  return () => {
    for (const [key, data] of before) client.setQueryData(key, data);
  };
}

/** Rows that become undefined leave, and are no longer counted. */
function mapRows(data: Pages | undefined, map: (row: RecordData) => RecordData | undefined): Pages | undefined {
  if (!data) return data;
  let gone = 0;
  const pages = data.pages.map((page) => {
    const value = page.value.map(map);
    const kept = value.filter((row) => row !== undefined);
    gone += value.length - kept.length;
    return { ...page, value: kept };
  });
  const first = pages[0];
  if (first && gone > 0 && first['@odata.count'] !== undefined) pages[0] = { ...first, '@odata.count': first['@odata.count'] - gone };
  return { ...data, pages };
}

/** Next links are absolute: behind a proxy their origin need not be the page's. */
export function localLink(link: string | undefined) {
  if (!link) return undefined;
  const url = new URL(link, window.location.href);
  return url.pathname + url.search;
}
