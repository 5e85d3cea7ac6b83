import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { ApiError } from '../api/http.ts';
import { fixedBy } from '../api/pending.ts';
import { useApp } from '../shell/app.ts';
import { useDensity } from '../shell/density.ts';
import { paths } from '../shell/paths.ts';
import { announce } from '../ui/announce.ts';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { BulkBar } from './bulk/BulkBar.tsx';
import type { CellContext } from './cells/CellValue.tsx';
import { useCellEditor } from './cells/useCellEditor.tsx';
import { useLate } from './cells/useLate.ts';
import { useExport } from './export/useExport.tsx';
import { Grid } from './grid/Grid.tsx';
import { GridFoot, PhoneFoot } from './grid/GridFoot.tsx';
import type { RowActions } from './grid/GridRow.tsx';
import { RowMenu } from './grid/RowMenu.tsx';
import { useGridKeys } from './grid/useGridKeys.ts';
import { useGridState } from './grid/useGridState.ts';
import { useRoom } from './grid/useRoom.ts';
import { useSums } from './grid/useSums.ts';
import styles from './List.module.css';
import { NothingHere } from './NothingHere.tsx';
import { PeekPanel } from './peek/PeekPanel.tsx';
import { useColumns } from './state/columns.ts';
import { keep, keptAt } from './state/kept.ts';
import { orderOf, shownOf } from './state/listQuery.ts';
import { nextSort } from './state/listUrl.ts';
import { usePages } from './state/pages.ts';
import type { Walk } from './state/walk.ts';
import { Toolbar } from './toolbar/Toolbar.tsx';
import { useFileDrop } from './useFileDrop.tsx';
import { useList } from './useList.ts';
import { usePhone } from './useMedia.ts';

const NONE: ReadonlyMap<string, unknown> = new Map();
/** Records on either side of the one that is opened. */
const BESIDE = 200;

/** A view of the kind list: the toolbar, the grid, what is done with many rows at once. */
export function ListScreen() {
  const { t } = useTranslation('list');
  const { name: app, meta, language, text } = useApp();
  const list = useList();
  const { entity, view, filter, sort, search } = list;
  const navigate = useNavigate();
  const location = useLocation();
  const phone = usePhone();
  const { rowHeight } = useDensity();
  const { columns, setOrder, resize, changed: isArranged } = useColumns(entity, view);
  const late = useLate(entity);
  const names = useMemo(() => [...columns.map((column) => column.name), ...late.needs], [columns, late.needs]);
  const params = useMemo(() => ({ ...shownOf(meta, entity, names), filter: filter || undefined, $search: search || undefined, $orderby: orderOf(meta, entity, sort) }), [meta, entity, names, filter, search, sort]);
  const pages = usePages(app, entity.name, params);
  const { rows, total } = pages;
  const sums = useSums(entity, columns, { filter: filter || undefined, $search: search || undefined }, !pages.isPending && !pages.isError);

  const kept = useRef(keptAt(location.key)).current;
  const state = useGridState(rows, kept?.cursor);
  const scroller = useRef<HTMLDivElement>(null);
  const latest = useRef({ key: location.key, cursor: state.cursor });
  latest.current = { key: location.key, cursor: state.cursor };
  const leave = useCallback((cursor = latest.current.cursor) => keep(latest.current.key, { top: scroller.current?.scrollTop ?? 0, left: 0, cursor }), []);
  const [menuAt, setMenuAt] = useState<{ id: string; anchor: HTMLElement } | null>(null);

  const context = useMemo<CellContext>(() => {
    const fixed: CellContext['fixed'] = (record, field) => {
      const approval = fixedBy(entity, record, field.name);
      return approval && t('form:fixed', { approval: text(approval) });
    };
    return { meta, language, yes: t('common:yes'), no: t('common:no'), fixed };
  }, [meta, language, t, entity, text]);
  const main = useRef<HTMLDivElement>(null);
  const beside = state.peeking && state.index >= 0;
  // As the package has them, columns are as many as there is room for; who arranged them sees all of them.
  const seen = useRoom(main, !phone && (beside || !isArranged), columns, beside ? sums.sums : NONE);
  const edit = useCellEditor({ state, columns: seen, rows, patch: pages.patch, fixed: context.fixed });
  const open = (id: string) => {
    leave({ id, column: 0 });
    const at = rows.findIndex((row) => row.id === id);
    const first = Math.max(0, at - BESIDE);
    // What the record page walks along: the neighbours, and where it stands among all.
    const { filter, $search, $orderby } = params;
    const walk: Walk = { ids: rows.slice(first, at + BESIDE).map((row) => row.id), first, total, query: { filter, $search, $orderby }, from: location.pathname + location.search };
    void navigate(paths.record(app, entity.name, id), { state: { walk } });
  };
  const act = useRef({ open, state, edit });
  act.current = { open, state, edit };
  const actions = useMemo<RowActions>(
    () => ({
      href: (id) => paths.record(app, entity.name, id),
      toggle: (id, range) => act.current.state.toggle(id, range),
      point: (id, column) => act.current.state.setCursor({ id, column }),
      edit: (id, column) => act.current.edit.begin({ id, column }),
      open: (id) => act.current.open(id),
    }),
    [app, entity.name],
  );

  const perPage = () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / (phone ? 64 : rowHeight)) - 2);
  const here = rows[state.index];
  useGridKeys(
    scroller,
    {
      down: () => state.moveTo(state.index + 1),
      up: () => state.moveTo(Math.max(0, state.index - 1)),
      page: (by) => state.moveTo(state.index + by * perPage()),
      left: () => state.moveTo(Math.max(0, state.index), Math.max(0, (state.cursor?.column ?? 0) - 1)),
      right: () => state.moveTo(Math.max(0, state.index), Math.min(seen.length - 1, (state.cursor?.column ?? -1) + 1)),
      home: (all) => (all ? state.moveTo(0) : state.moveTo(state.index, 0)),
      end: (all) => (all ? state.moveTo(rows.length - 1) : state.moveTo(state.index, seen.length - 1)),
      extend: state.extend,
      open: () => here && open(here.id),
      peek: () => here && state.setPeeking(!state.peeking),
      select: () => here && state.toggle(here.id),
      selectAll: () => state.select({ ids: new Set(rows.map((row) => row.id)), all: false }),
      edit: () => state.cursor && edit.begin(state.cursor),
      menu: () => {
        const anchor = here && scroller.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(here.id)}"] [data-cell="0"]`);
        if (here && anchor) setMenuAt({ id: here.id, anchor });
      },
      escape: () => {
        if (state.peeking) state.setPeeking(false);
        else if (state.selection.all || state.selection.ids.size > 0) state.clear();
        else return false;
        return true;
      },
    },
    state.editing === null,
  );

  const dropping = useFileDrop(entity);
  const count = sums.count ?? total;
  const said = t('records', { count });
  useEffect(() => {
    if (!pages.isPending) announce(said);
  }, [said, pages.isPending]);
  const exporting = useExport({ entity, columns, filter, search, sort });
  const picked = state.selection.all || (rows.length > 0 && state.selection.ids.size >= rows.length) ? 'all' : state.selection.ids.size > 0 ? 'some' : 'none';
  const problem = pages.error instanceof ApiError ? pages.error.message : pages.error ? t('unreachable') : null;
  const peeked = state.peeking ? here : undefined;
  return (
    <div className={styles.split} {...dropping.handlers}>
      {dropping.over}
      <div ref={main} className={styles.main}>
        <Toolbar onExport={() => exporting.run()} />
        {problem && (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
        <div className={styles.content} data-stale={pages.isPlaceholderData || undefined}>
          {pages.isPending ? (
            <SkeletonRows rows={16} height={phone ? 64 : rowHeight} />
          ) : (
            <Grid
              label={`${text(entity.plural)}: ${view.title}`}
              entity={entity}
              rows={rows}
              total={total}
              columns={seen}
              context={context}
              state={state}
              actions={actions}
              flashed={pages.flashed}
              late={late.of}
              phone={phone}
              rowHeight={rowHeight}
              selectLabel={t('select')}
              hasMore={pages.hasNextPage}
              onMore={() => !pages.isFetchingNextPage && void pages.fetchNextPage()}
              head={{
                sort,
                picked,
                onPickAll: (all) => (all ? state.select({ ids: new Set(rows.map((row) => row.id)), all: false }) : state.clear()),
                onSort: (name) => list.setSort(nextSort(sort, name)),
                // What has no room just now keeps its place at the end.
                onOrder: (order) => setOrder([...order, ...names.filter((name) => columns.some((column) => column.name === name) && !order.includes(name))]),
                onResize: resize,
              }}
              footer={<GridFoot columns={seen} count={said} sums={sums.sums} place={total + 2} />}
              empty={rows.length === 0 && !pages.isFetching ? <NothingHere /> : null}
              editor={edit.editor}
              scroller={scroller}
              keptTop={kept?.top}
            />
          )}
          {phone && !pages.isPending && <PhoneFoot columns={columns} count={said} sums={sums.sums} />}
          <BulkBar state={state} rows={rows} total={count} params={params} onExport={exporting.run} onDone={() => void pages.refresh()} />
        </div>
      </div>
      {peeked && <PeekPanel record={peeked} place={state.index + 1} total={total} onMove={(by) => state.moveTo(state.index + by)} onOpen={() => open(peeked.id)} onClose={() => state.setPeeking(false)} />}
      {menuAt && (
        <RowMenu
          id={menuAt.id}
          anchor={menuAt.anchor}
          onOpen={open}
          onPeek={() => state.setPeeking(true)}
          onSelect={() => state.toggle(menuAt.id)}
          onEdit={() => state.cursor && edit.begin(state.cursor)}
          onDeleted={() => void pages.refresh()}
          onClose={() => setMenuAt(null)}
        />
      )}
      {exporting.panel}
    </div>
  );
}
