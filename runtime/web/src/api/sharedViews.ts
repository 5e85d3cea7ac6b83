import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { get, send } from './http.ts';

/** A view that somebody made for a role or for everybody. */
export type SharedView<D> = {
  id: string;
  entity: string;
  title: string;
  /** Null: everybody. */
  role: string | null;
  /** `all`: whoever sees it may change it. */
  editors: 'owner' | 'all';
  owner: { id: string; name: string };
  version: number;
  mayChange: boolean;
  /** Whether the caller says for whom it is. */
  mayShare: boolean;
  definition: D;
};

/** `version`: what was seen, so that nothing of somebody else's is taken back. */
export type SentView<D> = Pick<SharedView<D>, 'id' | 'entity' | 'title' | 'role' | 'editors' | 'definition'> & { version?: number };

const path = (app: string) => `/api/${encodeURIComponent(app)}/$views`;
const NONE: never[] = [];

/** The views of an app that are shared with the user, and their changes: told by whoever asked for them, since the server may refuse. */
export function useSharedViews<D>(app: string) {
  const client = useQueryClient();
  const key = ['sharedViews', app];
  const { data, isLoading } = useQuery({ queryKey: key, queryFn: async ({ signal }) => (await get<{ value: SharedView<D>[] }>(path(app), signal)).value, staleTime: 60_000 });
  const change = useCallback(
    async (next: (old: SharedView<D>[]) => SharedView<D>[]) => {
      client.setQueryData<SharedView<D>[]>(['sharedViews', app], (old) => next(old ?? []));
      await client.invalidateQueries({ queryKey: ['sharedViews', app] });
    },
    [client, app],
  );
  const put = useCallback(
    async ({ id, ...body }: SentView<D>) => {
      const { value } = await send<SharedView<D>>(`${path(app)}/${id}`, { method: 'PUT', body });
      await change((old) => [...old.filter((one) => one.id !== id), value]);
      return value;
    },
    [app, change],
  );
  const remove = useCallback(
    async (id: string) => {
      await send<null>(`${path(app)}/${id}`, { method: 'DELETE' });
      await change((old) => old.filter((one) => one.id !== id));
    },
    [app, change],
  );
  return { shared: data ?? (NONE as SharedView<D>[]), isLoading, put, remove };
}
