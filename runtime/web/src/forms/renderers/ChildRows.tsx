import { Decimal } from '@lowcodecrm/rules';
import { ArrowDown, ArrowUp, Lock, Pencil, Plus, X } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type FieldMeta, inLanguage, type UiElement } from '../../api/meta.ts';
import { clientRules } from '../../rules/index.ts';
import { announce } from '../../ui/announce.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { composing } from '../../ui/keys.ts';
import { useFieldView, useSummary } from '../context.ts';
import { FieldInput, hasInput } from '../FieldInput.tsx';
import { FieldValue } from '../FieldValue.tsx';
import type { RecordModel } from '../model.ts';
import { useFormOptions, useGroupLabel } from '../options.ts';
import { isOrder, orderOf } from '../order.ts';
import type { Problem } from '../values/problem.ts';
import { valueText } from '../values/valueText.ts';
import styles from './ChildRows.module.css';
import { nameOf, Remarks } from './Control.tsx';

const MOST_COLUMNS = 6;
const numeric = new Set(['integer', 'decimal', 'money', 'percent', 'rating']);

/** Rows that belong to the record: typed in place, Tab to the next cell, Enter to the one below, a new row after the last. */
export function ChildRows({ model, list, label, element }: { model: RecordModel; list: FieldMeta; label: string; element: UiElement }) {
  const view = useFieldView(model, list.property);
  const { mode, idOf, rows: inPlace } = useFormOptions();
  const { t, i18n } = useTranslation('form');
  const group = useGroupLabel();
  const box = useRef<HTMLDivElement>(null);
  const wanted = useRef<string | null>(null);
  const rows = (view.value as RecordModel[] | undefined) ?? [];
  const columns = columnsOf(model, list, element);
  const order = orderOf(model.meta, list, element);
  const isOpen = mode === 'read' && inPlace?.editing === list.property;
  const editable = (mode === 'edit' || isOpen) && !view.readonly;
  const canOpen = mode === 'read' && inPlace !== undefined && !isOpen && !view.readonly;
  const name = (field: FieldMeta) => inLanguage(field.label, i18n.language, model.meta) || field.name;

  useEffect(() => {
    if (!wanted.current) return;
    box.current?.querySelector<HTMLElement>(`[data-row="${wanted.current}"] :is(input, textarea, [tabindex="0"])`)?.focus();
    wanted.current = null;
  });
  const add = () => {
    const row = model.addRow(list, order ? { [order.property]: String(rows.length + 1) } : {});
    wanted.current = row.key;
  };
  const edit = (then?: () => void) => {
    if (canOpen) {
      wanted.current = rows[0]?.key ?? null;
      inPlace?.begin(list.property);
    }
    then?.();
  };
  const remove = (row: RecordModel) => {
    const at = rows.indexOf(row);
    wanted.current = (rows[at + 1] ?? rows[at - 1])?.key ?? null;
    model.removeRow(list, row);
    announce(t('rowRemoved', { number: at + 1 }));
  };
  const move = (row: RecordModel, by: 1 | -1) => {
    if (!order) return;
    wanted.current = row.key;
    model.moveRow(list, row, by, order);
    announce(t('rowMoved', { number: rows.indexOf(row) + 1 + by }));
  };
  const onKeyDown = (e: KeyboardEvent, row: RecordModel, column: number) => {
    if (composing(e) || e.defaultPrevented) return;
    const at = rows.indexOf(row);
    if (e.altKey && (e.key === 'ArrowUp' || e.key === 'ArrowDown') && order) {
      e.preventDefault();
      move(row, e.key === 'ArrowUp' ? -1 : 1);
    } else if (e.key === 'Enter' && !e.metaKey && !e.ctrlKey && !(e.target instanceof HTMLTextAreaElement) && (e.target as HTMLElement).tagName !== 'BUTTON') {
      e.preventDefault();
      if (e.shiftKey ? at > 0 : rows[at + 1]) box.current?.querySelector<HTMLElement>(`[data-row="${rows[at + (e.shiftKey ? -1 : 1)]!.key}"] [data-column="${column}"] :is(input, textarea)`)?.focus();
      else if (!e.shiftKey) add();
    }
  };
  return (
    <div ref={box} className={styles.rows} id={idOf(list.property)} tabIndex={-1}>
      <div className={styles.head}>
        {label === group ? <span /> : <h4>{label}</h4>}
        <span>
          {canOpen && rows.length > 0 && (
            <Button kind="text" size="small" icon={Pencil} onClick={() => edit()}>
              {t('editRows')}
            </Button>
          )}
          {(editable || canOpen) && (
            <Button kind="text" size="small" icon={Plus} onClick={() => edit(add)}>
              {t('addRow')}
            </Button>
          )}
        </span>
      </div>
      {rows.length > 0 && (
        <table className={styles.table} aria-label={label} data-reading={!editable || undefined}>
          <thead>
            <tr>
              {columns.map((field) => (
                <th key={field.name} scope="col" data-number={numeric.has(field.type) || undefined}>
                  {name(field)}
                </th>
              ))}
              {editable && (
                <th>
                  <span className="visually-hidden">{t('rowActions')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={row.key} data-row={row.key}>
                {columns.map((field, column) => (
                  <td
                    key={field.name}
                    data-column={column}
                    data-type={field.type}
                    data-number={numeric.has(field.type) || undefined}
                    data-label={name(field)}
                    data-first={column === 0 || undefined}
                    onKeyDown={(e) => onKeyDown(e, row, column)}
                  >
                    <Cell row={row} field={field} editable={editable} label={`${name(field)} ${at + 1}`} id={idOf(`${list.property}-${row.key}-${field.property}`)} />
                  </td>
                ))}
                {editable && (
                  <td className={styles.tools}>
                    {order && <IconButton icon={ArrowUp} size="small" label={t('moveUp')} keys="alt+↑" disabled={at === 0} onClick={() => move(row, -1)} />}
                    {order && <IconButton icon={ArrowDown} size="small" label={t('moveDown')} keys="alt+↓" disabled={at === rows.length - 1} onClick={() => move(row, 1)} />}
                    <IconButton icon={X} size="small" label={t('removeRow', { number: at + 1 })} onClick={() => remove(row)} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
          <Sums model={model} list={list} columns={columns} editable={editable} />
        </table>
      )}
      {rows.length === 0 && <p className={styles.none}>{t('noRows')}</p>}
      {isOpen && inPlace?.end}
    </div>
  );
}

/** What the rows come to, drawn anew with each of their values. */
function Sums({ model, list, columns, editable }: { model: RecordModel; list: FieldMeta; columns: FieldMeta[]; editable: boolean }) {
  const { t, i18n } = useTranslation('form');
  useSummary(model);
  const sums = sumsOf(model, list, columns);
  if (sums.size === 0) return null;
  const first = columns.findIndex((one) => sums.has(one.name));
  return (
    <tfoot>
      <tr>
        {columns.map((field, i) => {
          const sum = sums.get(field.name);
          return (
            <td key={field.name} data-number data-label={sum === undefined ? undefined : t('total')} data-sum={sum !== undefined || undefined}>
              {sum !== undefined ? (
                <strong>{valueText(field, sum, { meta: model.meta, language: i18n.language, record: model.values, entity: model.entity })}</strong>
              ) : i === first - 1 ? (
                <span className={styles.total}>{t('total')}</span>
              ) : null}
            </td>
          );
        })}
        {editable && <td />}
      </tr>
    </tfoot>
  );
}

function Cell({ row, field, editable, label, id }: { row: RecordModel; field: FieldMeta; editable: boolean; label: string; id: string }) {
  const view = useFieldView(row, field.property);
  const onValue = useCallback((value: unknown, problem?: Problem, related?: unknown) => row.set(field.property, value, problem, related), [row, field.property]);
  const onBlur = useCallback(() => row.leave(field.property), [row, field.property]);
  if (!view.shown) return null;
  const record = { ...row.values, ...(field.name in view.related && { [field.name]: view.related[field.name] }) };
  const context = { meta: row.meta, entity: row.entity, field, value: view.value, record: { ...record } };
  if (!editable || view.readonly || !hasInput(field.type))
    return (
      <>
        <FieldValue {...context} line />
        {editable && view.fixed !== null && <Fixed by={view.fixed} />}
      </>
    );
  const about = view.errors.length > 0 || view.problem ? `${id}-error` : undefined;
  return (
    <>
      <FieldInput {...context} typed={view.typed} id={id} label={label} compact onValue={onValue} onBlur={onBlur} required={view.required} invalid={about !== undefined} aria-describedby={about} />
      <Remarks id={id} view={view} />
    </>
  );
}

/** What keeps a cell as it is, in few words beside it. */
function Fixed({ by }: { by: string }) {
  const { t } = useTranslation('form');
  return (
    <span className={styles.fixed} title={t('fixed', { approval: by })}>
      <Icon of={Lock} size={12} label={t('fixed', { approval: by })} />
    </span>
  );
}

/** As the layout's detail names them; else the first fields that somebody fills in. */
function columnsOf(model: RecordModel, list: FieldMeta, element: UiElement): FieldMeta[] {
  const child = model.meta.entities.find((one) => one.name === list.target);
  if (!child) return [];
  const names: string[] = [];
  const walk = (one: UiElement | undefined) => {
    if (one?.scope) names.push(nameOf(one));
    for (const inner of one?.elements ?? []) walk(inner);
  };
  walk(element.options?.detail as UiElement | undefined);
  const named = names.flatMap((name) => child.fields.find((field) => field.name === name) ?? []);
  return named.length > 0
    ? named
    : child.fields.filter((field) => field.origin !== 'system' && field.name !== list.via && field.type !== 'childList' && field.type !== 'manyToMany' && !isOrder(field)).slice(0, MOST_COLUMNS);
}

/** Columns that the record itself sums up; without such, money that a rule computes. */
function sumsOf(model: RecordModel, list: FieldMeta, columns: FieldMeta[]): Map<string, string> {
  const rollups = clientRules(model.meta).entities[model.entity]?.rollups ?? [];
  const summed = new Set(rollups.flatMap(({ value }) => (value.k === 'agg' && value.a === 'sum' && value.e === list.target && value.via === list.via && !value.w && value.v?.k === 'field' ? [value.v.f] : [])));
  const chosen = columns.filter((field) => (summed.size > 0 ? summed.has(field.name) : field.type === 'money' && field.origin === 'computed'));
  const rows = model.rows.get(list.property) ?? [];
  return new Map(
    chosen.map((field) => [
      field.name,
      rows
        .reduce((sum, row) => {
          const value = row.values[field.property];
          return value === null || value === undefined ? sum : sum.add(Decimal.parse(String(value)) ?? Decimal.zero);
        }, Decimal.zero)
        .toString(),
    ]),
  );
}
