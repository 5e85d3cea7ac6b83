import type { ListQuery } from '../../api/records.ts';

/** Goes along to a record that is opened from a list (`location.state.walk`): its neighbours in the order of the list. */
export type Walk = {
  ids: string[];
  /** The place of the first of them in the whole result, from 0. */
  first: number;
  total: number;
  /** What the list asked for: those further on are asked for by it. */
  query?: Pick<ListQuery, 'filter' | '$filter' | '$search' | '$orderby'>;
  /** The list's address. */
  from: string;
};

/** The same walk with what was asked for before and after it. A list that changed meanwhile tells some twice: they keep their first place. */
export function extended(walk: Walk, before: string[], after: string[]): Walk {
  if (before.length === 0 && after.length === 0) return walk;
  const known = new Set(walk.ids);
  const ahead = before.filter((id) => !known.has(id));
  for (const id of ahead) known.add(id);
  return { ...walk, ids: [...ahead, ...walk.ids, ...after.filter((id) => !known.has(id))], first: Math.max(0, walk.first - ahead.length) };
}
