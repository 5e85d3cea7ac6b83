import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, send } from './http.ts';

const path = (app: string, name: string) => `/api/${encodeURIComponent(app)}/settings/${encodeURIComponent(name)}`;

/** Of the frame, not of what is read first. */
const later = new Set(['favourites', 'inbox.seen']);

/** Null: nothing was kept yet. */
export const loadSetting = <T>(app: string, name: string, signal?: AbortSignal) => get<T | null>(path(app, name), signal, later.has(name));

/** A text alone is JSON in its quotes. */
export const saveSetting = (app: string, name: string, value: unknown) => send<null>(path(app, name), { method: 'PUT', body: JSON.stringify(value), headers: { 'Content-Type': 'application/json' } });

/** The user's own JSON in this app, kept by the server. Shown at once when set; put back when the server refuses. */
export function useSetting<T>(app: string, name: string, fallback: T): [T, (next: T) => void, { isLoading: boolean }] {
  const client = useQueryClient();
  const key = ['settings', app, name];
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => loadSetting<T>(app, name, signal), staleTime: 5 * 60_000 });
  const save = useMutation({
    mutationFn: (next: T) => saveSetting(app, name, next),
    onMutate: async (next) => {
      await client.cancelQueries({ queryKey: key });
      const before = client.getQueryData(key);
      client.setQueryData(key, next);
      return { before };
    },
    onError: (_error, _next, context) => client.setQueryData(key, context?.before),
  });
  return [query.data ?? fallback, save.mutate, { isLoading: query.isLoading }];
}
