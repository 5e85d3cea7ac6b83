import { useQueries } from '@tanstack/react-query';
import type { EntityMeta } from '../api/meta.ts';
import { listRecords, type RecordData, recordKeys } from '../api/records.ts';
import { useSetting } from '../api/settings.ts';
import { useSettled } from '../ui/useSettled.ts';
import { useApp } from './app.ts';

/** A record of mine that somebody else changed. */
export type News = { entity: EntityMeta; record: RecordData; at: string; by: string; isNew: boolean };

const EACH = 20;
const FRESH_MS = 60_000;

/** What others did to the records that the user owns, newest first; new is what came after the last look. */
export function useInbox() {
  const { name, meta, user } = useApp();
  const [seen, setSeen, { isLoading }] = useSetting<string>(name, 'inbox.seen', '');
  const isSettled = useSettled();
  const entities = [...new Set(meta.navigation.flatMap((group) => group.items))].flatMap((item) => meta.entities.find((one) => one.name === item) ?? []);
  const results = useQueries({
    queries: entities.map((entity) => {
      const params = { $filter: `owner_id eq ${user.id} and updated_by_id ne null and updated_by_id ne ${user.id}`, $orderby: 'updated_at desc,id desc', $top: EACH, $expand: 'updated_by' };
      return { queryKey: recordKeys.list(name, entity.name, params), queryFn: ({ signal }: { signal: AbortSignal }) => listRecords(name, entity.name, params, signal, true), staleTime: FRESH_MS, enabled: isSettled };
    }),
  });
  const news = results
    .flatMap((result, i) =>
      (result.data?.value ?? []).map((record): News => {
        const at = String(record.updated_at);
        return { entity: entities[i]!, record, at, by: String((record.updated_by as { name?: string } | null)?.name ?? ''), isNew: !isLoading && at > seen };
      }),
    )
    .sort((a, b) => b.at.localeCompare(a.at));
  return { news, fresh: news.filter((one) => one.isNew).length, isPending: results.some((result) => result.isPending), look: () => news[0] && news[0].at > seen && setSeen(news[0].at) };
}
