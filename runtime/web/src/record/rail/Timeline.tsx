import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useChanges } from '../../api/changes.ts';
import { send } from '../../api/http.ts';
import { recordKeys } from '../../api/records.ts';
import { localLink } from '../../list/state/pages.ts';
import { useApp } from '../../shell/app.ts';
import { PartFailed } from '../../shell/PartFailed.tsx';
import { Button } from '../../ui/Button.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { useRecordPage } from '../context.ts';
import { relationsOf } from '../tabs/relations.ts';
import { NoteBox } from './NoteBox.tsx';
import styles from './rail.module.css';
import { type Entry, TimelineEntry } from './TimelineEntry.tsx';

const PAGE = 20;

/** What happened to the record and around it, the newest first. */
export function Timeline() {
  const { t } = useTranslation('record');
  const { name: app, meta } = useApp();
  const { entity, record } = useRecordPage();
  const pages = useInfiniteQuery({
    queryKey: [...recordKeys.one(app, entity.name, record.id), 'timeline'],
    initialPageParam: `/api/${encodeURIComponent(app)}/${encodeURIComponent(entity.name)}/${record.id}/timeline?$top=${PAGE}`,
    queryFn: async ({ pageParam, signal }) => (await send<{ value: Entry[]; '@odata.nextLink'?: string }>(pageParam, { signal })).value,
    getNextPageParam: (last) => localLink(last['@odata.nextLink']),
  });
  const client = useQueryClient();
  // Activities are records of other entities: what is new of them stands here too.
  const happening = useMemo(() => new Set(relationsOf(meta, entity).activities.map((one) => one.entity.name)), [meta, entity]);
  useChanges((change) => {
    if (happening.has(change.entity)) void client.invalidateQueries({ queryKey: [...recordKeys.one(app, entity.name, record.id), 'timeline'] });
  });
  const entries = pages.data?.pages.flatMap((page) => page.value) ?? [];
  return (
    <section className={styles.section} aria-label={t('rail.timeline')}>
      <h2>{t('rail.timeline')}</h2>
      <NoteBox />
      {pages.error && !pages.data ? (
        <PartFailed error={pages.error} onRetry={() => void pages.refetch()} />
      ) : pages.isPending ? (
        <SkeletonRows rows={4} />
      ) : (
        <ol className={styles.entries}>
          {entries.map((entry) => (
            <TimelineEntry key={`${entry.kind}-${entry.at}-${'id' in entry ? entry.id : entry.version}`} entry={entry} />
          ))}
        </ol>
      )}
      {pages.hasNextPage && (
        <Button kind="text" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('earlier')}
        </Button>
      )}
    </section>
  );
}
