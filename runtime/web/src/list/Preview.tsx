import { type MouseEvent, type ReactNode, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type EntityMeta, fieldOf } from '../api/meta.ts';
import { Column } from '../kanban/Column.tsx';
import { useBoardColumns } from '../kanban/columns.ts';
import board from '../kanban/kanban.module.css';
import { useApp } from '../shell/app.ts';
import { useDensity } from '../shell/density.ts';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import type { CellContext } from './cells/CellValue.tsx';
import { useLate } from './cells/useLate.ts';
import { Grid } from './grid/Grid.tsx';
import { GridFoot } from './grid/GridFoot.tsx';
import { useGridState } from './grid/useGridState.ts';
import { useSums } from './grid/useSums.ts';
import { columnsOf } from './state/columns.ts';
import { orderOf, shownOf } from './state/listQuery.ts';
import { nextSort } from './state/listUrl.ts';
import { usePages } from './state/pages.ts';
import type { ListView } from './state/views.ts';

type Props = {
  /** As the data have it now. */
  entity: EntityMeta;
  view: Pick<ListView, 'title' | 'columns' | 'filter' | 'sort' | 'groupBy'>;
  empty: ReactNode;
  onProblem: (error: Error) => ReactNode;
};

const NONE: ReadonlySet<string> = new Set();
const nothing = () => {};

/** Nothing in a preview leads away from it. */
function stay(e: MouseEvent) {
  if (!(e.target as HTMLElement).closest('a, input, [role=row] [role=gridcell]')) return;
  e.preventDefault();
  e.stopPropagation();
}

/** A list as people see it, of records that are only looked at; its columns are sorted and moved by their heads. */
export function ListPreview({ entity, view, empty, onProblem, onSort, onColumns }: Props & { onSort: (sort: string[]) => void; onColumns: (names: string[]) => void }) {
  const { t } = useTranslation('list');
  const { name: app, meta, language, text } = useApp();
  const { rowHeight } = useDensity();
  const columns = useMemo(() => columnsOf(entity, view.columns, text), [entity, view.columns, text]);
  const late = useLate(entity);
  const params = useMemo(
    () => ({ ...shownOf(meta, entity, [...columns.map((column) => column.name), ...late.needs]), filter: view.filter || undefined, $orderby: orderOf(meta, entity, view.sort) }),
    [meta, entity, columns, late.needs, view.filter, view.sort],
  );
  const pages = usePages(app, entity.name, params);
  const state = useGridState(pages.rows);
  const sums = useSums(entity, columns, { filter: view.filter || undefined }, !pages.isPending && !pages.isError);
  const scroller = useRef<HTMLDivElement>(null);
  const context = useMemo<CellContext>(() => ({ meta, language, yes: t('common:yes'), no: t('common:no') }), [meta, language, t]);
  const actions = useMemo(() => ({ href: () => '#', toggle: nothing, point: nothing, edit: nothing, open: nothing }), []);
  if (pages.error) return onProblem(pages.error);
  if (pages.isPending) return <SkeletonRows rows={12} height={rowHeight} />;
  return (
    <div style={{ display: 'contents' }} onClickCapture={stay} onDoubleClickCapture={stay}>
      <Grid
        label={view.title}
        entity={entity}
        rows={pages.rows}
        total={pages.total}
        columns={columns}
        context={context}
        state={state}
        actions={actions}
        flashed={NONE}
        late={late.of}
        phone={false}
        rowHeight={rowHeight}
        selectLabel={t('select')}
        hasMore={pages.hasNextPage}
        onMore={() => !pages.isFetchingNextPage && void pages.fetchNextPage()}
        head={{ sort: view.sort, picked: 'none', onPickAll: nothing, onSort: (name) => onSort(nextSort(view.sort, name) ?? []), onOrder: onColumns, onResize: nothing }}
        footer={<GridFoot columns={columns} count={t('records', { count: sums.count ?? pages.total })} sums={sums.sums} place={pages.total + 2} />}
        empty={pages.rows.length === 0 && !pages.isFetching ? empty : null}
        editor={() => null}
        scroller={scroller}
      />
    </div>
  );
}

/** A board as people see it, of cards that stay where they are. */
export function BoardPreview({ entity, view, empty }: Omit<Props, 'onProblem'>) {
  const by = fieldOf(entity, view.groupBy ?? '');
  return by?.options ? <Cards entity={entity} view={view} /> : empty;
}

function Cards({ entity, view }: Pick<Props, 'entity' | 'view'>) {
  const { t } = useTranslation('kanban');
  const { meta, language } = useApp();
  const narrowed = useMemo(() => ({ filter: view.filter || undefined }), [view.filter]);
  const { field, columns } = useBoardColumns(entity, view, narrowed, t('empty'));
  const late = useLate(entity);
  const params = useMemo(
    () => ({ ...shownOf(meta, entity, [...view.columns, field.name, ...late.needs, ...(fieldOf(entity, 'owner') ? ['owner'] : [])]), ...narrowed, $orderby: orderOf(meta, entity, view.sort) }),
    [meta, entity, view, field, late.needs, narrowed],
  );
  const context = useMemo<CellContext>(() => ({ meta, language, yes: t('common:yes'), no: t('common:no') }), [meta, language, t]);
  return (
    <div className={board.board} onClickCapture={stay}>
      {columns.map((one) => (
        <Column
          key={one.value ?? ''}
          entity={entity}
          column={one}
          field={field}
          params={params}
          fields={view.columns}
          context={context}
          late={late.of}
          active={null}
          lifted={null}
          isTarget={false}
          onRows={nothing}
          onPress={nothing}
          onFocus={nothing}
        />
      ))}
    </div>
  );
}
