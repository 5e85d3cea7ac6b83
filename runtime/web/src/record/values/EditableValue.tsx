import { Lock } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldMeta } from '../../api/meta.ts';
import { FieldInput, FieldValue, type FieldView, hasInput, valueText } from '../../forms/index.ts';
import type { Problem } from '../../forms/values/problem.ts';
import { useApp } from '../../shell/app.ts';
import { paths } from '../../shell/paths.ts';
import { Icon } from '../../ui/Icon.tsx';
import { composing } from '../../ui/keys.ts';
import { Tooltip } from '../../ui/Tooltip.tsx';
import { useRecordPage } from '../context.ts';
import { WhyButton } from '../why/WhyButton.tsx';
import why from '../why/why.module.css';
import styles from './values.module.css';

/** Choosing is all there is to do with these. */
const chosen = new Set(['choice', 'lookup', 'user', 'boolean', 'rating', 'currency', 'file', 'image']);
/** Over several lines Enter is a line. */
const long = new Set(['longText', 'richText', 'address', 'json']);
const numeric = new Set(['integer', 'decimal', 'money', 'percent', 'date', 'time', 'duration', 'rating', 'currency', 'phone']);
/** What floats above an input belongs to it. */
const OURS = '.ant-select-dropdown, .ant-picker-dropdown, [popover], dialog, [role=listbox], [role=dialog]';

/** Whether people may write a field of this kind on its record's page. */
export const isEditable = (field: FieldMeta, view: Pick<FieldView, 'readonly'>) =>
  !view.readonly && !field.readonly && hasInput(field.type) && field.type !== 'autoNumber' && (field.origin === 'entered' || field.name === 'owner');

/** A value where it stands: a press or Enter edits it, Enter or leaving keeps, Escape restores, Tab goes on to the next. */
export function EditableValue({ field, view }: { field: FieldMeta; view: FieldView }) {
  const { t } = useTranslation('record');
  const { name: app, meta, language, text } = useApp();
  const { entity, inPlace, stage } = useRecordPage();
  const { model, editing, failures, refusals } = inPlace;
  const refusal = refusals[field.property];
  const box = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const id = useId();
  const isEditing = editing === field.property;
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !isEditing && (document.activeElement === document.body || document.activeElement === null)) trigger.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);

  const latest = useRef(inPlace);
  latest.current = inPlace;
  // Pressing anywhere else keeps what was typed.
  useEffect(() => {
    if (!isEditing) return;
    const pressed = (e: PointerEvent) => {
      const target = e.target as HTMLElement;
      if (box.current?.contains(target) || target.closest(OURS)) return;
      (document.activeElement as HTMLElement | null)?.blur();
      requestAnimationFrame(() => latest.current.editing === field.property && latest.current.commit(field.property));
    };
    window.addEventListener('pointerdown', pressed, true);
    return () => window.removeEventListener('pointerdown', pressed, true);
  }, [isEditing, field.property]);

  const said = [...(view.problem ? [t(`form:problem.${view.problem.key}`, view.problem.args)] : []), ...(failures[field.property] ?? [])];
  const record = { ...model.values, ...(field.name in view.related && { [field.name]: view.related[field.name] }) };
  const label = text(field.label);
  const remarks = (
    <>
      {said.length > 0 && (
        <div id={`${id}-error`} role="alert" className={styles.error}>
          {said.map((message) => (
            <p key={message}>{message}</p>
          ))}
          {refusal && (
            // biome-ignore lint/a11y/noStaticElementInteractions: what is pressed in there is not meant for the input
            <span onKeyDown={(e) => e.key !== 'Escape' && e.stopPropagation()}>
              <WhyButton question={refusal} label={t('why.refused', { field: label })} className={why.ask}>
                {t('why.ask')}
              </WhyButton>
            </span>
          )}
        </div>
      )}
      {!isEditing &&
        view.warnings.map((message) => (
          <p key={message} className={styles.warning}>
            {message}
          </p>
        ))}
    </>
  );

  if (isEditing) {
    const next = (by: 1 | -1) => {
      const all = [...document.querySelectorAll<HTMLElement>('[data-editable]')].map((one) => one.dataset.editable!);
      return all[all.indexOf(field.property) + by] ?? null;
    };
    const finish = (to: string | null) => {
      // Typed numbers and dates are read when they are left.
      (document.activeElement as HTMLElement | null)?.blur();
      requestAnimationFrame(() => {
        const left = latest.current.commit(field.property, to);
        if (!left) box.current?.querySelector<HTMLElement>('input, textarea, [contenteditable=true]')?.focus();
        else if (to === null) requestAnimationFrame(() => trigger.current?.focus());
      });
    };
    const onKeyDown = (e: KeyboardEvent) => {
      if (composing(e) || e.defaultPrevented) return;
      if (e.key === 'Escape') {
        e.preventDefault();
        e.stopPropagation();
        inPlace.cancel(field.property);
        requestAnimationFrame(() => trigger.current?.focus());
      } else if (e.key === 'Tab' && !long.has(field.type) && !refusal) {
        e.preventDefault();
        finish(next(e.shiftKey ? -1 : 1));
      } else if (e.key === 'Enter' && (!long.has(field.type) || e.metaKey || e.ctrlKey)) {
        e.preventDefault();
        e.stopPropagation();
        finish(null);
      }
    };
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: the input within has the focus
      <div ref={box} className={styles.editor} data-editable={field.property} data-short={numeric.has(field.type) || undefined} onKeyDown={onKeyDown}>
        <FieldInput
          meta={meta}
          entity={entity.name}
          field={field}
          value={view.value}
          typed={view.typed}
          record={record}
          label={label}
          required={view.required}
          invalid={said.length > 0}
          autoFocus
          aria-describedby={said.length > 0 ? `${id}-error` : undefined}
          onValue={(value: unknown, problem?: Problem, related?: unknown) => {
            model.set(field.property, value, problem, related);
            if (chosen.has(field.type) && !problem) finish(null);
          }}
        />
        {remarks}
      </div>
    );
  }

  const isEmpty = (view.value ?? null) === null;
  const wanted = stage.wanted.has(field.name) && isEmpty;
  const value = isEmpty ? (
    <span className={wanted ? styles.wanted : styles.empty}>{wanted ? t('fillIn') : '—'}</span>
  ) : (
    <FieldValue meta={meta} entity={entity.name} field={field} value={view.value} record={record} hrefOf={(target, one) => paths.record(app, target, one)} />
  );
  const process = stage.process?.field === field.name;
  if (!process && !isEditable(field, view))
    return (
      <div className={styles.fixed}>
        {value}
        {view.fixed !== null && <Fixed text={t('form:fixed', { approval: view.fixed })} />}
        {remarks}
      </div>
    );
  const plain = valueText(field, view.value, { meta, language, record, entity: entity.name, yes: t('common:yes'), no: t('common:no') });
  return (
    <div ref={box} className={styles.editable} data-editable={process ? undefined : field.property} data-saving={inPlace.saving.has(field.property) || undefined} data-wanted={wanted || undefined}>
      <button ref={trigger} type="button" className={styles.cover} onClick={() => (process ? stage.openMenu(trigger.current!) : inPlace.begin(field.property))}>
        <span className="visually-hidden">{process ? t('stage.change', { field: label, value: plain }) : t('editField', { field: label, value: plain || t('words.empty') })}</span>
      </button>
      <div className={styles.shown}>{value}</div>
      {remarks}
    </div>
  );
}

/** Why a value cannot be written just now. */
function Fixed({ text }: { text: string }) {
  return (
    <Tooltip text={text}>
      <button type="button" aria-label={text} className={`${why.why} ${styles.lock}`}>
        <Icon of={Lock} size={14} />
      </button>
    </Tooltip>
  );
}
