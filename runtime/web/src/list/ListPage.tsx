import { lazy, Suspense } from 'react';
import { useParams } from 'react-router';
import type { EntityMeta } from '../api/meta.ts';
import { useApp } from '../shell/app.ts';
import { NotFound } from '../shell/NotFound.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { ListHeader } from './ListHeader.tsx';
import { ListScreen } from './ListScreen.tsx';
import { ListContext, useListModel } from './useList.ts';

const Board = lazy(() => import('../kanban/Board.tsx'));
const MonthCalendar = lazy(() => import('./calendar/MonthCalendar.tsx'));

/** The records of an entity, as one of its views shows them. */
export default function ListPage() {
  const { entity: name = '' } = useParams();
  const { entity } = useApp();
  const found = entity(name);
  return found ? <Page key={name} entity={found} /> : <NotFound />;
}

function Page({ entity }: { entity: EntityMeta }) {
  const list = useListModel(entity);
  if (!list.ready) return <SkeletonRows />;
  return (
    <ListContext value={list}>
      <ListHeader />
      <Suspense fallback={<SkeletonRows />}>
        {list.view.kind === 'kanban' ? <Board key={list.view.key} /> : list.view.kind === 'calendar' ? <MonthCalendar key={list.view.key} /> : <ListScreen key={list.view.key} />}
      </Suspense>
    </ListContext>
  );
}
