import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';
import { loadDraftMeta, loadRevision } from './api.ts';
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

const lookEvery = 3_000;

/** Looks now and then whether somebody else changed the draft, and takes it over; what is not saved here stays. */
export function useFollow(): void {
  const { store, revision, live } = useDraft();
  const told = useQuery({ queryKey: ['design', store.app, 'revision'], queryFn: ({ signal }) => loadRevision(store.app, signal), refetchInterval: lookEvery, staleTime: 0, retry: false });
  const { data, dataUpdatedAt } = told;
  useEffect(() => {
    if (!data || store.busySince(dataUpdatedAt) || (data.revision === revision && data.live === live)) return;
    void store.follow().catch(() => {});
  }, [data, dataUpdatedAt, revision, live, store]);
}

/** The draft described as the app is, as of the last save: what the real renderer draws. */
export function useDraftMeta() {
  const { store } = useDraft();
  return useQuery({ queryKey: metaKey(store.app), queryFn: ({ signal }) => loadDraftMeta(store.app, signal), staleTime: 30_000, placeholderData: (before) => before });
}
