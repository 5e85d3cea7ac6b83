import type { Label } from '../api/meta.ts';
import { useSetting } from '../api/settings.ts';
import { useApp } from './app.ts';

/** A view (`view`) or a record (`id`) that somebody wants at hand. */
export type Favourite = { entity: string; title: string | Label; view?: string; id?: string };

const NONE: Favourite[] = [];
const same = (a: Favourite, b: Omit<Favourite, 'title'>) => a.entity === b.entity && a.view === b.view && a.id === b.id;

export function useFavourites() {
  const { name } = useApp();
  const [items, save] = useSetting<Favourite[]>(name, 'favourites', NONE);
  return {
    items,
    has: (one: Omit<Favourite, 'title'>) => items.some((item) => same(item, one)),
    toggle: (one: Favourite) => save(items.some((item) => same(item, one)) ? items.filter((item) => !same(item, one)) : [...items, one]),
  };
}
