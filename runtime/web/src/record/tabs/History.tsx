import { useInfiniteQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '../../api/http.ts';
import { type HistoryEntry, recordKeys } from '../../api/records.ts';
import { formatDateTime, formatNumber, formatRelative } from '../../i18n/formats.ts';
import { localLink } from '../../list/state/pages.ts';
import { useApp } from '../../shell/app.ts';
import { PartFailed } from '../../shell/PartFailed.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { useRecordPage } from '../context.ts';
import { ChangedValue } from '../values/ChangedValue.tsx';
import { useCalled } from '../values/useUsers.ts';
import styles from './tabs.module.css';

const PAGE = 30;

/** Every change: who, when, what it was and what it became, and the rule that did it. */
export default function History() {
  const { t } = useTranslation('record');
  const { name: app, language, timeZone } = useApp();
  const { entity, record } = useRecordPage();
  const called = useCalled();
  const pages = useInfiniteQuery({
    queryKey: [...recordKeys.one(app, entity.name, record.id), 'history', 'pages'],
    initialPageParam: `/api/${encodeURIComponent(app)}/${encodeURIComponent(entity.name)}/${record.id}/history?$top=${PAGE}`,
    queryFn: ({ pageParam, signal }) => get<{ value: HistoryEntry[]; '@odata.nextLink'?: string }>(pageParam, signal),
    getNextPageParam: (last) => localLink(last['@odata.nextLink']),
  });
  if (pages.error && !pages.data) return <PartFailed error={pages.error} onRetry={() => void pages.refetch()} />;
  if (pages.isPending) return <SkeletonRows rows={8} />;
  const entries = pages.data.pages.flatMap((page) => page.value);
  return (
    <>
      <ol className={styles.history}>
        {entries.map((entry) => {
          const isSystem = entry.by === null || entry.by === 'system';
          const who = isSystem ? t('history.system') : called(entry.by!);
          return (
            <li key={`${entry.version}-${entry.at}-${entry.kind}-${JSON.stringify(entry.effect ?? null)}`}>
              <header>
                {!isSystem && <Avatar name={who} />}
                <strong>{who}</strong>
                <span>{t(`history.kinds.${entry.kind}`, { defaultValue: t('history.kinds.update') })}</span>
                <span className={styles.space} />
                <time dateTime={entry.at} title={formatDateTime(entry.at, language, timeZone)}>
                  {formatRelative(entry.at, language)}
                </time>
                <span className={styles.version}>{t('history.version', { version: formatNumber(entry.version, language) })}</span>
              </header>
              {entry.changes.length > 0 && (
                <dl>
                  {entry.changes.map((change) => (
                    <Fragment key={change.field}>
                      <ChangedValue change={change} from={entry.kind !== 'create'} />
                    </Fragment>
                  ))}
                </dl>
              )}
            </li>
          );
        })}
      </ol>
      {entries.length === 0 && <p className={styles.none}>{t('history.none')}</p>}
      {pages.hasNextPage && (
        <Button kind="text" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('moreHistory')}
        </Button>
      )}
    </>
  );
}
