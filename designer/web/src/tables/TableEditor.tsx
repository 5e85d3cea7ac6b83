import { useTranslation } from '@lowcodecrm/web/i18n';
import { announce, composing, IconButton, Input, Menu, toast } from '@lowcodecrm/web/ui';
import { ArrowDown, ArrowUp, Ellipsis, Plus, Trash2 } from 'lucide-react';
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type Diagnostic, useDraft } from '../draft/index.ts';
import { useParts } from '../rules/parts.ts';
import { applyEdits, type Structure, type Table, type TextEdit } from '../rules/structure.ts';
import { useSpell } from '../rules/words.ts';
import { AddColumnDialog } from './AddColumnDialog.tsx';
import { addColumn, addOtherwise, addRows, cellText, copyCells, moveRow, type Place, parseCells, pasteCells, removeColumn, removeRow, setCell, setHit } from './edits.ts';
import { problemId, TableBar } from './TableBar.tsx';
import styles from './TableEditor.module.css';
import { useTableProblems } from './useTableProblems.ts';

/** A decision table as a grid, beside its text: arrows walk, typing writes, cells of a spreadsheet are pasted. */
export function TableEditor({ path, structure, table, onShow }: { path: string; structure: Structure & { of: string }; table: Table; onShow: (start: number, length: number) => void }) {
  const { t } = useTranslation('tables');
  const { store } = useDraft();
  const inParts = useParts();
  const spell = useSpell(structure.japanese);
  const [at, setAt] = useState<Place>({ row: 0, column: 0 });
  const [typed, setTyped] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const grid = useRef<HTMLTableElement>(null);
  const follow = useRef(false);
  const problems = useTableProblems(path, structure, table);
  const columns = table.columns.length + 1;
  const place = { row: Math.min(at.row, Math.max(0, table.rows.length - 1)), column: Math.min(at.column, columns - 1) };
  const isOwn = (row: number) => table.rows[row]?.otherwise ?? false;

  const write = (label: string, work: (now: Table, text: string) => TextEdit[]) =>
    inParts((files) => {
      const file = files.find((one) => one.path === path);
      const now = file?.structure.tables.find((one) => one.name.text === table.name.text);
      const edits = file && now ? work(now, file.text) : [];
      if (file && edits.length > 0) store.edit(label, [{ path, text: applyEdits(file.text, edits) }], `${path} ${label}`);
    });
  const changed = t('changed', { table: table.name.text });

  const cellAt = ({ row, column }: Place) => grid.current?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${isOwn(row) ? (column === columns - 1 ? column : 0) : column}"]`);
  useEffect(() => {
    if (!follow.current) return;
    follow.current = false;
    cellAt(place)?.focus();
  });
  const go = (row: number, column: number) => {
    setTyped(null);
    follow.current = true;
    setAt({ row: Math.max(0, Math.min(row, table.rows.length - 1)), column: Math.max(0, Math.min(column, columns - 1)) });
  };
  const put = (value: string, next?: Place) => {
    write(changed, (now, text) => setCell(text, now, place, value));
    if (next) go(next.row, next.column);
    else {
      setTyped(null);
      follow.current = true;
    }
  };
  const along = (step: number): Place => {
    const flat = place.row * columns + place.column + step;
    return { row: Math.floor(flat / columns), column: ((flat % columns) + columns) % columns };
  };
  const editable = !isOwn(place.row) || place.column === columns - 1;
  const addRow = (behind: number) => {
    const result = table.rows[Math.max(0, Math.min(behind, table.rows.length - 1))]?.result.text ?? spell('empty');
    write(t('rowAdded'), (now, text) => addRows(text, now, behind, [{ cells: now.columns.map(() => '-'), result }]));
    go(behind + 1, 0);
    announce(t('rowAdded'));
  };
  const move = (from: number, by: number) => {
    if (isOwn(from) || isOwn(from + by) || from + by < 0 || from + by >= table.rows.length) return;
    write(t('rowMoved'), (now, text) => moveRow(text, now, from, from + by));
    go(from + by, place.column);
    announce(t('rowMovedTo', { position: from + by + 1 }));
  };

  const onKeyDown = (e: KeyboardEvent) => {
    if (composing(e) || typed !== null) return;
    const key = e.key;
    const mod = e.ctrlKey || e.metaKey;
    const step: Record<string, [number, number]> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    if (e.altKey && (key === 'ArrowUp' || key === 'ArrowDown')) move(place.row, key === 'ArrowUp' ? -1 : 1);
    else if (step[key] && !mod && !e.altKey) go(place.row + step[key][0], place.column + step[key][1]);
    else if (key === 'Home') go(mod ? 0 : place.row, 0);
    else if (key === 'End') go(mod ? table.rows.length - 1 : place.row, columns - 1);
    else if ((key === 'Enter' && mod) || (key === '+' && mod)) addRow(place.row);
    else if (key === 'Enter' || key === 'F2') editable && setTyped(cellText(table, place));
    else if (key === 'Delete' || key === 'Backspace') editable && put('');
    else if (mod && key.toLowerCase() === 'c') void navigator.clipboard?.writeText(copyCells(table, place.row)).then(() => announce(t('copied')));
    else if (key.length === 1 && !mod && !e.altKey && key !== ' ') {
      if (editable) setTyped(key);
    } else return;
    e.preventDefault();
    e.stopPropagation();
  };
  const onPaste = (e: ClipboardEvent) => {
    if (typed !== null) return;
    const cells = parseCells(e.clipboardData.getData('text/plain'));
    if (cells.length === 0 || (cells.length === 1 && cells[0]!.length === 1 && cells[0]![0] === '')) return;
    e.preventDefault();
    if (cells.some((row) => row.length > columns - place.column)) return toast(t('tooWide', { count: columns - place.column }));
    write(t('pasted'), (now, text) => pasteCells(text, now, place, cells));
    announce(t('pastedRows', { count: cells.length }));
  };
  const onType = (e: KeyboardEvent) => {
    if (composing(e) || typed === null) return;
    if (e.key === 'Enter') put(typed, { row: place.row + 1, column: place.column });
    else if (e.key === 'Tab') put(typed, along(e.shiftKey ? -1 : 1));
    else if (e.key === 'Escape') {
      setTyped(null);
      follow.current = true;
    } else return;
    e.preventDefault();
    e.stopPropagation();
  };
  const cell = (row: number, column: number, span?: number) => {
    const here = place.row === row && (place.column === column || (span !== undefined && place.column < columns - 1));
    const text = table.rows[row]!.otherwise && column < columns - 1 ? t('otherwise') : cellText(table, { row, column });
    const editing = here && typed !== null;
    const [first] = problems.rows.get(row) ?? [];
    return (
      <td
        key={column}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid, walked with the arrows
        role="gridcell"
        colSpan={span}
        data-row={row}
        data-column={column}
        data-result={column === columns - 1 || undefined}
        data-any={text === '-' || undefined}
        tabIndex={here && !editing ? 0 : -1}
        aria-describedby={first ? problemId(table, problems.all.indexOf(first)) : undefined}
        onFocus={() => !here && setAt({ row, column })}
        onDoubleClick={() => (!table.rows[row]!.otherwise || column === columns - 1) && setTyped(cellText(table, { row, column }))}
      >
        {editing ? (
          <Input
            className={styles.input}
            autoFocus
            aria-label={t('cell', { row: row + 1, column: column === columns - 1 ? t('result') : (table.columns[column]?.name.text ?? '') })}
            value={typed}
            onValue={setTyped}
            onKeyDown={onType}
            onBlur={() => typed !== null && put(typed)}
          />
        ) : text === '-' ? (
          <>
            <span aria-hidden="true">–</span>
            <span className="visually-hidden">{t('any')}</span>
          </>
        ) : (
          text
        )}
      </td>
    );
  };
  return (
    <section className={styles.editor} aria-label={t('title', { table: table.name.text })}>
      <TableBar
        table={table}
        problems={problems.all}
        onPolicy={(hit) => write(t('policyChanged'), (now) => setHit(now, hit, spell))}
        onRow={() => addRow(table.rows.findLastIndex((row) => !row.otherwise))}
        onOtherwise={() => write(t('rowAdded'), (now, text) => addOtherwise(text, now, now.rows.at(-1)?.result.text ?? spell('empty'), spell))}
        onColumn={() => setAdding(true)}
        onProblem={leadTo}
      />
      <div className={styles.scroll}>
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is walked and written like a spreadsheet */}
        <table ref={grid} role="grid" aria-label={t('grid', { table: table.name.text })} onKeyDown={onKeyDown} onPaste={onPaste}>
          <thead>
            <tr>
              <th scope="col" className={styles.number}>
                <span className="visually-hidden">{t('row')}</span>
              </th>
              {table.columns.map((column, i) => (
                <th scope="col" key={column.name.text}>
                  <span className={styles.column}>
                    <span>{column.name.text}</span>
                    <code>{column.type.text}</code>
                    {table.columns.length > 1 && (
                      <Menu
                        label={t('columnMore', { column: column.name.text })}
                        items={[{ key: 'remove', label: t('removeColumn'), icon: Trash2, danger: true, onSelect: () => write(t('columnRemoved'), (now) => removeColumn(now, i)) }]}
                      >
                        {(trigger) => <IconButton icon={Ellipsis} size="small" label={t('columnMore', { column: column.name.text })} {...trigger} />}
                      </Menu>
                    )}
                  </span>
                </th>
              ))}
              <th scope="col" data-result>
                <span className={styles.column}>
                  <span>{t('result')}</span>
                  <code>{table.type.text}</code>
                </span>
              </th>
              <th scope="col" className={styles.tools}>
                <span className="visually-hidden">{t('more')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name but their place
              <tr key={i} data-problem={problems.rows.has(i) || undefined}>
                <th scope="row" className={styles.number}>
                  {i + 1}
                </th>
                {row.otherwise ? cell(i, 0, columns - 1) : table.columns.map((_, column) => cell(i, column))}
                {cell(i, columns - 1)}
                <td className={styles.tools}>
                  <Menu
                    label={t('rowMore', { row: i + 1 })}
                    align="end"
                    items={[
                      { key: 'add', label: t('addBelow'), icon: Plus, keys: 'mod+Enter', disabled: row.otherwise, onSelect: () => addRow(i) },
                      { key: 'up', label: t('up'), icon: ArrowUp, keys: 'alt+ArrowUp', disabled: row.otherwise || i === 0, onSelect: () => move(i, -1) },
                      { key: 'down', label: t('down'), icon: ArrowDown, keys: 'alt+ArrowDown', disabled: row.otherwise || i + 1 >= table.rows.length || isOwn(i + 1), onSelect: () => move(i, 1) },
                      { key: 'separator', separator: true },
                      {
                        key: 'remove',
                        label: t('removeRow'),
                        icon: Trash2,
                        danger: true,
                        onSelect: () => {
                          write(t('rowRemoved'), (now, text) => (now.rows[i] ? removeRow(text, now.rows[i]) : []));
                          go(i, place.column);
                        },
                      },
                    ]}
                  >
                    {(trigger) => <IconButton icon={Ellipsis} size="small" label={t('rowMore', { row: i + 1 })} {...trigger} />}
                  </Menu>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.hint}>{t('hint')}</p>
      {adding && (
        <AddColumnDialog
          taken={table.columns.map((column) => column.name.text)}
          onClose={() => setAdding(false)}
          onAdd={(name, type) => {
            setAdding(false);
            write(t('columnAdded'), (now) => addColumn(now, name, type));
          }}
        />
      )}
    </section>
  );

  /** To the row that a problem is of; else to its place in the text. */
  function leadTo(one: Diagnostic) {
    const row = [...problems.rows].find(([, list]) => list.includes(one))?.[0];
    if (row !== undefined) go(row, 0);
    else onShow(problems.startOf(one), 0);
  }
}
