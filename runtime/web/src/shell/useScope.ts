import { useRecords } from '../api/records.ts';
import { useSetting } from '../api/settings.ts';
import { useApp } from './app.ts';
import type { Work } from './work.ts';

export type Scope = 'mine' | 'all';

/** Whose work is shown: as chosen last, else one's own, or everybody's to those who own none. Undefined until that is known. */
export function useScope([first]: Work[]): [Scope | undefined, (scope: Scope) => void] {
  const { name, user } = useApp();
  const [chosen, choose, { isLoading }] = useSetting<Scope | null>(name, 'home.scope', null);
  const mine = useRecords(name, first?.entity.name ?? '', { $filter: `owner_id eq ${user.id}`, $select: 'id', $top: 1 }, first !== undefined && !isLoading && chosen === null);
  if (chosen) return [chosen, choose];
  if (isLoading || !mine.data) return [undefined, choose];
  return [mine.data.value.length > 0 ? 'mine' : 'all', choose];
}
