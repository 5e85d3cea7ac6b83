import { useQueryClient } from '@tanstack/react-query';
import { RotateCcw, Trash, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { ApiError } from '../../api/http.ts';
import type { EntityMeta } from '../../api/meta.ts';
import { type RecordData, recordKeys, restoreRecord, useRecordPages } from '../../api/records.ts';
import { formatDateTime } from '../../i18n/formats.ts';
import { useApp } from '../../shell/app.ts';
import { NotFound } from '../../shell/NotFound.tsx';
import page from '../../shell/Page.module.css';
import { paths } from '../../shell/paths.ts';
import { titleOf } from '../../shell/titles.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { toast } from '../../ui/Toast.tsx';
import { inSentence } from '../inSentence.ts';
import { shownOf } from '../state/listQuery.ts';
import styles from './bin.module.css';

/** What was deleted of an entity, the latest first, and the way back. */
export default function BinPage() {
  const { entity: name = '' } = useParams();
  const { entity } = useApp();
  const found = entity(name);
  return found && !found.system ? <Bin key={name} entity={found} /> : <NotFound />;
}

function Bin({ entity }: { entity: EntityMeta }) {
  const { t } = useTranslation('list');
  const { name: app, meta, text, language } = useApp();
  const navigate = useNavigate();
  const params = useMemo(() => ({ ...shownOf(meta, entity, ['updated_at', 'updated_by']), $orderby: 'updated_at desc,id desc', deleted: true }), [meta, entity]);
  const pages = useRecordPages(app, entity.name, params);
  if (pages.error && !pages.data) throw pages.error;
  const rows = pages.data?.pages.flatMap((one) => one.value) ?? [];
  const entities = inSentence(text(entity.plural), language);
  const title = t('bin.of', { entities });
  return (
    <>
      <header className={page.header}>
        <Icon of={Trash} />
        <h1 className="one-line">{title}</h1>
        <span className={styles.space} />
        <IconButton icon={X} label={t('bin.leave')} onClick={() => void navigate(paths.list(app, entity.name))} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keys */}
      <div className={page.scroll} tabIndex={0} role="region" aria-label={title}>
        {pages.isPending ? (
          <SkeletonRows />
        ) : rows.length === 0 ? (
          <EmptyState title={t('bin.empty')}>{t('bin.kept')}</EmptyState>
        ) : (
          <>
            <p className={styles.about}>{t('bin.kept')}</p>
            <ul className={styles.rows} aria-label={title}>
              {rows.map((record) => (
                <Row key={record.id} entity={entity} record={record} />
              ))}
            </ul>
            {pages.hasNextPage && (
              <div className={styles.more}>
                <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                  {t('bin.more')}
                </Button>
              </div>
            )}
          </>
        )}
      </div>
    </>
  );
}

function Row({ entity, record }: { entity: EntityMeta; record: RecordData }) {
  const { t } = useTranslation('list');
  const { name: app, language, timeZone } = useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const title = titleOf(entity, record, language);
  const by = (record.updated_by as { name?: string } | null)?.name;
  const restore = async () => {
    setBusy(true);
    try {
      await restoreRecord(app, entity.name, record.id);
      toast(t('bin.restored', { title }), { action: { label: t('bin.open'), onSelect: () => void navigate(paths.record(app, entity.name, record.id)) } });
      void client.invalidateQueries({ queryKey: ['pages', app, entity.name] });
      await client.invalidateQueries({ queryKey: recordKeys.app(app) });
    } catch (error) {
      // Its key may be another's by now: the server says what is in the way.
      toast(error instanceof ApiError ? error.message : t('unreachable'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <li className={styles.row}>
      <span className={`${styles.title} one-line`}>{title || '—'}</span>
      <span className={styles.who}>
        {by && (
          <>
            <Avatar name={by} />
            <span className="one-line">{by}</span>
          </>
        )}
      </span>
      <time className={styles.when} dateTime={String(record.updated_at)}>
        {formatDateTime(String(record.updated_at), language, timeZone)}
      </time>
      <Button size="small" icon={RotateCcw} busy={busy} aria-label={t('bin.restoreOf', { title })} onClick={() => void restore()}>
        {t('bin.restore')}
      </Button>
    </li>
  );
}
