/** What the address of a list says. What is left out is as the view has it. */
export type ListState = {
  view?: string;
  /** A rules expression; "" shows everything. */
  filter?: string;
  /** Field names, `-` before those in falling order. */
  sort?: string[];
  search: string;
};

export const readState = (params: URLSearchParams): ListState => ({
  view: params.get('view') ?? undefined,
  filter: params.get('filter') ?? undefined,
  sort: params.has('sort') ? params.get('sort')!.split(',').filter(Boolean) : undefined,
  search: params.get('q') ?? '',
});

export function writeState(state: ListState): URLSearchParams {
  const params = new URLSearchParams();
  if (state.view) params.set('view', state.view);
  if (state.filter !== undefined) params.set('filter', state.filter);
  if (state.sort !== undefined) params.set('sort', state.sort.join(','));
  if (state.search) params.set('q', state.search);
  return params;
}

/** The next order when a head is pressed: rising, falling, then as the view has it. */
export function nextSort(sort: string[], field: string): string[] | undefined {
  if (sort[0] === field) return [`-${field}`];
  return sort[0] === `-${field}` ? undefined : [field];
}
