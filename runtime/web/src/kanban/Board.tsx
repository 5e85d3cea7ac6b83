import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ApiError } from '../api/http.ts';
import { fieldOf } from '../api/meta.ts';
import { fixedBy } from '../api/pending.ts';
import type { RecordData } from '../api/records.ts';
import type { CellContext } from '../list/cells/CellValue.tsx';
import { useLate } from '../list/cells/useLate.ts';
import { useExport } from '../list/export/useExport.tsx';
import { PeekPanel } from '../list/peek/PeekPanel.tsx';
import { useColumns } from '../list/state/columns.ts';
import { orderOf, shownOf } from '../list/state/listQuery.ts';
import { moveRow } from '../list/state/pages.ts';
import { Toolbar } from '../list/toolbar/Toolbar.tsx';
import { useList } from '../list/useList.ts';
import { usePhone } from '../list/useMedia.ts';
import { useApp } from '../shell/app.ts';
import { paths } from '../shell/paths.ts';
import { titleOf } from '../shell/titles.ts';
import { announce } from '../ui/announce.ts';
import { toast } from '../ui/Toast.tsx';
import { Column } from './Column.tsx';
import { useBoardColumns, valueFilter } from './columns.ts';
import styles from './kanban.module.css';
import { MoveDialog } from './MoveDialog.tsx';
import { MoveMenu } from './MoveMenu.tsx';
import { leads, type Need, needOf, processOf, stepOf, useMove } from './moves.ts';
import { PhoneColumns } from './PhoneColumns.tsx';
import { useBoardKeys } from './useBoardKeys.ts';
import { type Dropped, useDrag } from './useDrag.ts';

type Asking = { record: RecordData; to: string | null; need: Need; back: () => void; stay: () => void };

/** A view of the kind kanban: a column for each value of a choice; a card moves by its process. */
export default function Board() {
  const { t } = useTranslation('kanban');
  const { name: app, meta, language, text } = useApp();
  const { entity, view, filter, sort, search } = useList();
  const client = useQueryClient();
  const phone = usePhone();
  const narrowed = useMemo(() => ({ filter: filter || undefined, $search: search || undefined }), [filter, search]);
  const { field, columns } = useBoardColumns(entity, view, narrowed, t('empty'));
  const late = useLate(entity);
  const params = useMemo(
    () => ({ ...shownOf(meta, entity, [...view.columns, field.name, ...late.needs, ...(fieldOf(entity, 'owner') ? ['owner'] : [])]), ...narrowed, $orderby: orderOf(meta, entity, sort) }),
    [meta, entity, view, field, late.needs, narrowed, sort],
  );
  const navigate = useNavigate();
  const context = useMemo<CellContext>(() => {
    const fixed: CellContext['fixed'] = (record, one) => {
      const approval = fixedBy(entity, record, one.name);
      return approval && t('form:fixed', { approval: text(approval) });
    };
    return { meta, language, yes: t('common:yes'), no: t('common:no'), fixed };
  }, [meta, language, t, entity, text]);
  const process = processOf(entity, field);
  const move = useMove(app, entity, field);
  const exporting = useExport({ entity, columns: useColumns(entity, view).columns, filter, search, sort });

  const board = useRef<HTMLDivElement>(null);
  const rows = useRef(new Map<string | null, RecordData[]>());
  const [active, setActive] = useState<string | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [peeking, setPeeking] = useState(false);
  const [menu, setMenu] = useState<{ record: RecordData; anchor: HTMLElement } | null>(null);
  const onRows = useCallback((value: string | null, list: RecordData[]) => {
    rows.current.set(value, list);
    if (list[0]) setActive((old) => old ?? list[0]!.id);
  }, []);

  const valueIn = useCallback((record: RecordData) => (record[field.property] as string | null) ?? null, [field]);
  const labelOf = (value: string | null) => columns.find((column) => column.value === value)?.label ?? t('empty');
  const refusal = (record: RecordData, to: string | null) => context.fixed?.(record, field) ?? (leads(process, valueIn(record), to) ? undefined : t('noWay', { from: labelOf(valueIn(record)), to: labelOf(to) }));

  /** Shown at once; put back with the reason when the server says no. */
  const take = async (record: RecordData, to: string | null, values: Record<string, unknown>, stay: () => void) => {
    const from = valueIn(record);
    const undo = moveRow(client, app, entity.name, { ...record, [field.property]: to }, valueFilter(field, from), valueFilter(field, to));
    stay();
    try {
      await move(record, stepOf(process, from, to), to, values);
    } catch (error) {
      undo();
      throw error;
    }
    announce(t('moved', { title: titleOf(entity, record, language), column: labelOf(to) }));
    setActive(record.id);
    void client.invalidateQueries({ queryKey: ['pages', app, entity.name] });
    if (!process)
      toast(t('moved', { title: titleOf(entity, record, language), column: labelOf(to) }), {
        undo: () => void move({ ...record, '@odata.etag': undefined }, undefined, from, {}).then(() => client.invalidateQueries({ queryKey: ['pages', app, entity.name] })),
      });
  };
  const begin = async (record: RecordData, to: string | null, back: () => void, stay: () => void) => {
    const why = refusal(record, to);
    if (why) {
      back();
      announce(why);
      toast(why);
      return;
    }
    try {
      const need = process && to !== null ? await needOf(app, entity, process, record.id, to) : null;
      if (need && (need.ask.length > 0 || need.violations.length > 0)) return setAsking({ record, to, need, back, stay });
      await take(record, to, {}, stay);
    } catch (error) {
      back();
      const message = error instanceof ApiError ? [...new Set(error.details.map((one) => one.message))].join(' ') || error.message : t('unreachable');
      announce(message);
      toast(message);
    }
  };
  const { drag, press } = useDrag(board, valueIn, ({ record, to, back, stay }: Dropped) => void begin(record, to, back, stay));
  const nowhere = () => {};
  const openMenu = (id: string) => {
    const record = [...rows.current.values()].flat().find((one) => one.id === id);
    const anchor = board.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`);
    if (record && anchor) setMenu({ record, anchor });
  };
  const focusCard = (id: string) => requestAnimationFrame(() => board.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"] a`)?.focus());
  const endPeek = () => {
    setPeeking(false);
    if (active) focusCard(active);
    return peeking;
  };
  useBoardKeys(board, { active, onMove: openMenu, setActive, onPeek: () => setPeeking(!peeking), onEscape: endPeek });
  const beside = peeking && !phone ? [...rows.current.values()].find((list) => list.some((one) => one.id === active)) : undefined;
  const peeked = beside?.find((one) => one.id === active);

  const column = (one: (typeof columns)[number]) => (
    <Column
      key={one.value ?? ''}
      entity={entity}
      column={one}
      field={field}
      params={params}
      fields={view.columns}
      context={context}
      late={late.of}
      active={active}
      lifted={drag?.record.id ?? asking?.record.id ?? null}
      refusal={drag && one.value !== drag.from ? refusal(drag.record, one.value) : undefined}
      isTarget={drag !== null && drag.over === one.value && one.value !== drag.from}
      onRows={onRows}
      onPress={press}
      onFocus={setActive}
    />
  );
  return (
    <>
      <Toolbar onExport={() => exporting.run()} />
      <div className={styles.split}>
        <div ref={board} className={styles.board}>
          {phone ? (
            <PhoneColumns columns={columns} onMove={openMenu}>
              {column}
            </PhoneColumns>
          ) : (
            columns.map(column)
          )}
        </div>
        {peeked && beside && (
          <PeekPanel
            record={peeked}
            place={beside.indexOf(peeked) + 1}
            total={columns.find((one) => one.value === valueIn(peeked))?.count ?? beside.length}
            onMove={(by) => setActive(beside[beside.indexOf(peeked) + by]?.id ?? active)}
            onOpen={() => void navigate(paths.record(app, entity.name, peeked.id))}
            onClose={endPeek}
          />
        )}
      </div>
      {menu && (
        <MoveMenu
          anchor={menu.anchor}
          columns={columns}
          from={valueIn(menu.record)}
          refusal={(to) => refusal(menu.record, to)}
          onClose={() => {
            setMenu(null);
            focusCard(menu.record.id);
          }}
          onMove={(to) => {
            setMenu(null);
            const { record } = menu;
            void begin(record, to, nowhere, nowhere).then(() => focusCard(record.id));
          }}
        />
      )}
      {asking && (
        <MoveDialog
          entity={entity}
          record={asking.record}
          need={asking.need}
          title={stepLabel(asking)}
          onClose={() => {
            setAsking(null);
            asking.back();
            announce(t('stays', { title: titleOf(entity, asking.record, language), column: labelOf(valueIn(asking.record)) }));
          }}
          onMove={async (values) => {
            await take(asking.record, asking.to, values, asking.stay);
            setAsking(null);
            focusCard(asking.record.id);
          }}
        />
      )}
      {exporting.panel}
    </>
  );

  function stepLabel({ record, to }: Asking) {
    const step = stepOf(process, valueIn(record), to);
    return step ? text(step.label) : labelOf(to);
  }
}
