import { useQueries } from '@tanstack/react-query';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { EntityMeta } from '../../api/meta.ts';
import { listRecords, type RecordData, recordKeys } from '../../api/records.ts';
import { useApp } from '../../shell/app.ts';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { type Tab, Tabs } from '../../ui/Tabs.tsx';
import { useRecordPage } from '../context.ts';
import { Rail } from '../rail/Rail.tsx';
import { Overview } from './Overview.tsx';
import { RelationList } from './RelationList.tsx';
import { type Relation, relationsOf } from './relations.ts';
import styles from './tabs.module.css';

const History = lazy(() => import('./History.tsx'));
const Files = lazy(() => import('./Files.tsx'));

type Key = 'overview' | 'activities' | 'related' | 'files' | 'history' | 'timeline';
export type RecordTabsState = { active: Key; open: (key: Key) => void; tabs: Tab<Key>[]; activities: Relation[]; related: Relation[] };

/** Which tabs there are, how much is in each, and the one that the address names. */
export function useRecordTabs(entity: EntityMeta, record: RecordData, withTimeline: boolean): RecordTabsState {
  const { name: app, meta } = useApp();
  const { t } = useTranslation('record');
  const [params, setParams] = useSearchParams();
  const { activities, related } = useMemo(() => relationsOf(meta, entity), [meta, entity]);
  const relations = [...activities, ...related];
  const counts = useQueries({
    queries: relations.map(({ entity: of, field }) => {
      const query = { $filter: `${field.property} eq ${record.id}`, $top: 0, $count: true };
      return { queryKey: recordKeys.list(app, of.name, query), queryFn: ({ signal }: { signal: AbortSignal }) => listRecords(app, of.name, query, signal) };
    }),
  }).map((result) => result.data?.['@odata.count']);
  const sum = (of: (number | undefined)[]) => (of.every((one) => one !== undefined) ? of.reduce((all, one) => all! + one!, 0) : undefined);
  const files = entity.fields.filter((field) => field.type === 'file' || field.type === 'image');
  const tabs: Tab<Key>[] = [
    { key: 'overview', label: t('tabs.overview') },
    ...(withTimeline ? [{ key: 'timeline' as const, label: t('tabs.timeline') }] : []),
    ...(activities.length > 0 ? [{ key: 'activities' as const, label: t('tabs.activities'), count: sum(counts.slice(0, activities.length)) }] : []),
    ...(related.length > 0 ? [{ key: 'related' as const, label: t('tabs.related'), count: sum(counts.slice(activities.length)) }] : []),
    ...(files.length > 0 ? [{ key: 'files' as const, label: t('tabs.files'), count: files.filter((field) => record[field.property]).length }] : []),
    ...(entity.history ? [{ key: 'history' as const, label: t('tabs.history') }] : []),
  ];
  const wanted = params.get('tab') as Key | null;
  const active = tabs.some((tab) => tab.key === wanted) ? wanted! : 'overview';
  const open = (key: Key) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        if (key === 'overview') next.delete('tab');
        else next.set('tab', key);
        return next;
      },
      { replace: true },
    );
  return { active, open, tabs, activities, related };
}

export function RecordTabs({ tabs }: { tabs: RecordTabsState }) {
  const { t } = useTranslation('record');
  const { entity } = useRecordPage();
  const { active } = tabs;
  const list = (relations: Relation[]) =>
    relations.map((relation) => (
      <RelationList key={`${relation.entity.name}.${relation.field.name}`} relation={relation} many={relation.entity === entity || relations.filter((one) => one.entity === relation.entity).length > 1} />
    ));
  return (
    <>
      <div className={styles.tabs}>
        <Tabs tabs={tabs.tabs} active={active} onActive={tabs.open} label={t('tabs.label')} panelId="record-panel" />
      </div>
      <div id="record-panel" role="tabpanel" aria-label={String(tabs.tabs.find((tab) => tab.key === active)?.label)} className={styles.panel}>
        <Suspense fallback={<SkeletonRows rows={6} />}>
          {active === 'overview' && <Overview />}
          {active === 'timeline' && <Rail />}
          {active === 'activities' && list(tabs.activities)}
          {active === 'related' && list(tabs.related)}
          {active === 'files' && <Files />}
          {active === 'history' && <History />}
        </Suspense>
      </div>
    </>
  );
}
