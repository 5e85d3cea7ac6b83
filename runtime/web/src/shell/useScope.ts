import { useQueries } from '@tanstack/react-query';
import { listRecords, recordKeys } from '../api/records.ts';
import { useSetting } from '../api/settings.ts';
import { useApp } from './app.ts';
import { askFor, type Work } from './work.ts';

export type Scope = 'mine' | 'all';

/** Whose work is shown: as chosen last, else one's own, or everybody's while nothing of one's own is due. Undefined until that is known. */
export function useScope(work: Work[]): [Scope | undefined, (scope: Scope) => void] {
  const { name, user } = useApp();
  const [chosen, choose, { isLoading }] = useSetting<Scope | null>(name, 'home.scope', null);
  const mine = useQueries({
    queries: work.map((one) => {
      // The same that the list itself asks for: once it is known, it is there.
      const params = askFor(one, user.id);
      return {
        queryKey: recordKeys.list(name, one.entity.name, params),
        queryFn: ({ signal }: { signal: AbortSignal }) => listRecords(name, one.entity.name, params, signal),
        enabled: chosen === null,
      };
    }),
  });
  if (chosen) return [chosen, choose];
  if (isLoading || mine.some((one) => one.isPending)) return [undefined, choose];
  return [mine.some((one) => (one.data?.value.length ?? 0) > 0) ? 'mine' : 'all', choose];
}
