import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type ConditionGroup, type EntityMeta, entityOf } from '../../api/meta.ts';
import { listRecords } from '../../api/records.ts';
import { useApp } from '../../shell/app.ts';
import { titleOf } from '../../shell/titles.ts';
import { namedRecords, type Words } from './describe.ts';

/** What conditions are said with, the titles of the records they name included. */
export function useWords(group: ConditionGroup | null | undefined, entity: EntityMeta): Words {
  const { t } = useTranslation('list');
  const { name: app, meta, language, timeZone } = useApp();
  const named = useMemo(() => [...namedRecords(group, entity, meta)].filter(([, ids]) => ids.size > 0), [group, entity, meta]);
  const asked = useQueries({
    queries: named.map(([target, ids]) => ({
      queryKey: ['titles', app, target, [...ids].sort().join()],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const display = entityOf(meta, target)?.display ?? 'name';
        const { value } = await listRecords(app, target, { $filter: `id in (${[...ids].join(',')})`, $select: `id,${display}` }, signal);
        const known = entityOf(meta, target);
        return value.map((record): [string, string] => [record.id, known ? titleOf(known, record, language) : record.id]);
      },
      staleTime: 60_000,
    })),
    combine: (results) => new Map(results.flatMap((result) => result.data ?? [])),
  });
  return useMemo(() => ({ t, meta, language, timeZone, titles: asked }), [t, meta, language, timeZone, asked]);
}
