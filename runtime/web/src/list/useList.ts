import { createContext, useCallback, useContext, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { EntityMeta } from '../api/meta.ts';
import { useApp } from '../shell/app.ts';
import { useConditions } from './conditions/useConditions.ts';
import { type ListState, readState, writeState } from './state/listUrl.ts';
import { useViews } from './state/views.ts';

/** What a list shows: its view, and what the address changes about it. */
export function useListModel(entity: EntityMeta) {
  const { name: app } = useApp();
  const [params, setParams] = useSearchParams();
  const state = useMemo(() => readState(params), [params]);
  const views = useViews(entity, state.view);
  const view = views.views.find((one) => one.key === state.view) ?? views.views.find((one) => one.key === views.initial)!;
  const filter = state.filter ?? view.filter;
  const sort = state.sort ?? view.sort;
  const conditions = useConditions(app, entity.name, filter, filter === view.filter ? view.conditions : undefined);

  const set = useCallback(
    (change: Partial<ListState>) =>
      setParams(
        (old) => {
          const next = { ...readState(old), ...change };
          return writeState(next);
        },
        { replace: true },
      ),
    [setParams],
  );
  return {
    app,
    entity,
    views,
    view,
    filter,
    sort,
    search: state.search,
    conditions: conditions.data?.conditions,
    /** Whether the address differs from the view. */
    changed: filter !== view.filter || sort.join() !== view.sort.join(),
    setFilter: (text: string) => set({ filter: text === view.filter ? undefined : text }),
    setSort: (next: string[] | undefined) => set({ sort: next === undefined || next.join() === view.sort.join() ? undefined : next }),
    setSearch: (search: string) => set({ search }),
    narrow: (filter: string, search: string) => set({ filter: filter === view.filter ? undefined : filter, search }),
    openView: (key: string) => setParams(writeState({ view: key, search: '' })),
    reset: () => set({ filter: undefined, sort: undefined }),
    ready: !views.isLoading,
  };
}

export type ListModel = ReturnType<typeof useListModel>;
export const ListContext = createContext<ListModel | null>(null);

/** The list around here. */
export function useList(): ListModel {
  const list = useContext(ListContext);
  if (!list) throw new Error('useList is for what stands in a list.');
  return list;
}
