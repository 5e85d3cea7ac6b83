import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordData } from '../../api/records.ts';
import { FieldInput } from '../../forms/FieldInput.tsx';
import { useApp } from '../../shell/app.ts';
import { composing } from '../../ui/keys.ts';
import type { Column } from '../state/columns.ts';
import { useList } from '../useList.ts';
import styles from './cells.module.css';
import type { After } from './useCellEditor.tsx';

/** Choosing is all there is to do with these. */
const chosen = new Set(['choice', 'lookup', 'user', 'boolean', 'rating', 'currency']);
/** Over several lines Enter is a line. */
const long = new Set(['longText', 'richText', 'address']);

/** The input of a cell. Enter keeps, Tab keeps and goes on, Escape restores, leaving keeps. */
export default function CellEditor({
  record,
  column,
  problem,
  onDone,
  onLeave,
}: {
  record: RecordData;
  column: Column;
  problem?: string;
  onDone: (value: unknown, related: unknown, after: After) => void;
  onLeave: (after: After) => void;
}) {
  const { t } = useTranslation('list');
  const { meta } = useApp();
  const { entity } = useList();
  const { field } = column;
  const [value, setValue] = useState<unknown>(record[field.property] ?? null);
  const [related, setRelated] = useState<unknown>(record[field.name]);
  const [wrong, setWrong] = useState(false);
  const [said, setSaid] = useState(problem);
  const latest = useRef({ value, related, wrong });
  const left = useRef(false);

  const finish = (after: After) => {
    if (left.current) return;
    const now = latest.current;
    if (now.wrong) return setSaid(t('notAValue', { column: column.label }));
    left.current = true;
    if (now.value === (record[field.property] ?? null) && !problem) onLeave(after);
    else onDone(now.value === '' ? null : now.value, now.related, after);
  };
  const onKeyDown = (e: KeyboardEvent) => {
    if (composing(e) || e.defaultPrevented) return;
    if (e.key === 'Escape') {
      left.current = true;
      e.preventDefault();
      e.stopPropagation();
      onLeave(0);
    } else if (e.key === 'Tab' || (e.key === 'Enter' && (!long.has(field.type) || e.metaKey || e.ctrlKey))) {
      e.preventDefault();
      e.stopPropagation();
      // Typed numbers and dates are read when they are left.
      (document.activeElement as HTMLElement | null)?.blur();
      requestAnimationFrame(() => finish(e.key === 'Tab' ? (e.shiftKey ? -1 : 1) : 0));
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the input within has the focus
    <div
      className={[styles.editor, long.has(field.type) && styles.tall].filter(Boolean).join(' ')}
      onKeyDown={onKeyDown}
      onDoubleClick={(e) => e.stopPropagation()}
      onBlur={(e) => {
        if (!e.relatedTarget || e.currentTarget.contains(e.relatedTarget as Node) || (e.relatedTarget as HTMLElement).closest('[popover], dialog, [role=listbox]')) return;
        requestAnimationFrame(() => finish(0));
      }}
    >
      <FieldInput
        meta={meta}
        entity={entity.name}
        field={field}
        value={value}
        record={{ ...record, [field.property]: value, [field.name]: related ?? value }}
        label={column.label}
        invalid={said !== undefined}
        autoFocus
        compact
        onValue={(next, bad, record) => {
          latest.current = { value: next, related: record ?? (next === value ? related : null), wrong: bad !== undefined };
          setValue(next);
          setWrong(bad !== undefined);
          if (record !== undefined) setRelated(record);
          setSaid(undefined);
          if (chosen.has(field.type) && bad === undefined) requestAnimationFrame(() => finish(0));
        }}
      />
      {(said || wrong) && said && (
        <p role="alert" className={styles.said}>
          {said}
        </p>
      )}
    </div>
  );
}
