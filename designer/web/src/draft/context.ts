import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';
import { loadDraftMeta } from './api.ts';
import { DraftStore } from './store.ts';

export const DraftContext = createContext<DraftStore | null>(null);

/** The draft that is being edited; the component is drawn anew when it changes. */
export function useDraft() {
  const store = useContext(DraftContext);
  if (!store) throw new Error('There is no draft here.');
  const snapshot = useSyncExternalStore(store.subscribe, store.snapshot);
  return { store, ...snapshot };
}

const metaKey = (app: string) => ['design', app, 'meta'];

/** Opens the draft once a page; suspends meanwhile. */
export function useDraftStore(app: string): DraftStore {
  const client = useQueryClient();
  const store = useSuspenseQuery({ queryKey: ['design', app, 'draft'], queryFn: () => DraftStore.open(app), staleTime: Number.POSITIVE_INFINITY, gcTime: 0 }).data;
  useEffect(() => {
    store.onSaved = () => void client.invalidateQueries({ queryKey: metaKey(app) });
    return () => {
      store.onSaved = () => {};
    };
  }, [store, client, app]);
  return store;
}

/** When the description tells of a draft that others changed, takes it over; what is not saved yet is left to the saving, which asks. */
export function useFollow(meta: Pick<ReturnType<typeof useDraftMeta>, 'data' | 'isFetching' | 'isPlaceholderData'>): void {
  const { store, revision } = useDraft();
  const told = meta.data?.revision;
  const settled = !meta.isFetching && !meta.isPlaceholderData;
  useEffect(() => {
    if (settled && told !== undefined && told !== revision && !store.unsaved) void store.reload().catch(() => {});
  }, [settled, told, revision, store]);
}

/** The draft described as the app is, as of the last save: what the real renderer draws. */
export function useDraftMeta() {
  const { store } = useDraft();
  return useQuery({ queryKey: metaKey(store.app), queryFn: ({ signal }) => loadDraftMeta(store.app, signal), staleTime: 30_000, placeholderData: (before) => before });
}
