import type { RendererProps } from '@jsonforms/core';
import { CircleHelp, Lock, TriangleAlert } from 'lucide-react';
import { memo, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { type FieldMeta, type FieldType, inLanguage, type Label, type UiElement } from '../../api/meta.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Tooltip } from '../../ui/Tooltip.tsx';
import { useFieldFrame, useFieldView, useModel } from '../context.ts';
import { FieldInput, hasInput } from '../FieldInput.tsx';
import { FieldValue } from '../FieldValue.tsx';
import type { FieldFrame, FieldView, RecordModel } from '../model.ts';
import { useFormOptions } from '../options.ts';
import type { Problem } from '../values/problem.ts';
import { ChildRows } from './ChildRows.tsx';
import styles from './layouts.module.css';

/** Types whose values are short: their width says so. */
const short = new Set<FieldType>(['integer', 'decimal', 'money', 'percent', 'boolean', 'date', 'time', 'duration', 'rating', 'currency', 'autoNumber', 'phone', 'choice']);

export const nameOf = (element: UiElement) => element.scope?.split('/').at(-1) ?? '';

/** A field in a layout. It is drawn again only when something of this field changed. */
export function ControlRenderer(props: RendererProps) {
  const element = props.uischema as unknown as UiElement;
  const model = useModel();
  const field = model.field(decodeURIComponent(nameOf(element)));
  // Of another field, should the layout change under it, nothing of this one's input may stay.
  return field ? <FieldRow key={field.id} model={model} field={field} element={element} /> : null;
}

const FieldRow = memo(function FieldRow({ model, field, element }: { model: RecordModel; field: FieldMeta; element: UiElement }) {
  const frame = useFieldFrame(model, field.property);
  const { mode, idOf, renderWhy } = useFormOptions();
  const { t, i18n } = useTranslation('form');
  if (!frame.shown) return null;

  const id = idOf(field.property);
  const label =
    element.label === false
      ? ''
      : (typeof element.label === 'object' || typeof element.label === 'string' ? inLanguage(element.label, i18n.language, model.meta) : '') || inLanguage(field.label, i18n.language, model.meta) || field.name;
  const width = element.options?.width;
  const shortness = width === 'full' ? undefined : width === undefined && short.has(field.type) ? 'short' : undefined;
  const className = [styles.field, width === 'half' && styles.half, width === 'third' && styles.third].filter(Boolean).join(' ');
  const help = inLanguage(element.options?.help as Label | string | undefined, i18n.language, model.meta) || inLanguage(field.description, i18n.language, model.meta);

  if (field.type === 'childList') {
    return (
      <div className={className} data-field={field.name} data-rows>
        <ChildRows model={model} list={field} label={label} element={element} />
      </div>
    );
  }
  const isRuled = field.origin !== 'entered' && field.origin !== 'system';
  // What a rule keeps as it is can be asked about as well, where somebody answers.
  const isKept = frame.readonly && frame.fixed === null && field.origin === 'entered' && field.type !== 'autoNumber';
  const why = (isRuled || (isKept && renderWhy)) && (renderWhy?.(field) ?? <Computed text={t(field.origin === 'rollup' ? 'summed' : 'computed')} />);

  if (mode === 'read') {
    return (
      <div className={styles.read} data-field={field.name} data-block={field.type === 'longText' || field.type === 'richText' || undefined}>
        <span className={styles.label}>{label}</span>
        <div className={styles.value}>
          <Shown model={model} field={field} />
          {why}
        </div>
      </div>
    );
  }
  const about = [frame.problem || frame.errors.length > 0 ? `${id}-error` : '', frame.warnings.length > 0 ? `${id}-warning` : '', help ? `${id}-help` : ''].filter(Boolean).join(' ') || undefined;
  const locked = frame.readonly || !hasInput(field.type);
  return (
    <div className={className} data-field={field.name} data-width={shortness}>
      {label && (
        <div className={styles.head}>
          {locked ? (
            <span className={styles.label}>{label}</span>
          ) : (
            <label id={`${id}-label`} htmlFor={id} className={styles.label}>
              {label}
            </label>
          )}
          {frame.required && !locked && (
            <span aria-hidden className={styles.required}>
              *
            </span>
          )}
        </div>
      )}
      {locked ? (
        <div className={styles.value} id={id} tabIndex={-1}>
          <Shown model={model} field={field} empty={field.type === 'autoNumber' && model.isNew ? t('numbered') : '—'} />
          {why}
        </div>
      ) : (
        <Entered model={model} field={field} id={id} label={label} required={frame.required} invalid={frame.errors.length > 0 || frame.problem !== undefined} about={about} />
      )}
      {frame.fixed !== null && (
        <p className={styles.fixed}>
          <Icon of={Lock} size={12} />
          {t('fixed', { approval: frame.fixed })}
        </p>
      )}
      {help && (
        <p id={`${id}-help`} className={styles.help}>
          {help}
        </p>
      )}
      <Remarks id={id} view={frame} />
    </div>
  );
});

type ValueProps = { model: RecordModel; field: FieldMeta };

/** The value alone: what computes at each key draws no more than this. */
function Shown({ model, field, empty = '—' }: ValueProps & { empty?: string }) {
  const view = useFieldView(model, field.property);
  const { mode, renderValue, hrefOf } = useFormOptions();
  if (mode === 'read' && renderValue) return renderValue(field, view);
  if ((view.value ?? null) === null) return <span className={styles.empty}>{empty}</span>;
  return <FieldValue meta={model.meta} entity={model.entity} field={field} value={view.value} record={around(model, field, view)} hrefOf={hrefOf} />;
}

function Entered({ model, field, about, ...control }: ValueProps & { id: string; label: string; required: boolean; invalid: boolean; about: string | undefined }) {
  const view = useFieldView(model, field.property);
  const { autoFocus } = useFormOptions();
  const onValue = useCallback((value: unknown, problem?: Problem, related?: unknown) => model.set(field.property, value, problem, related), [model, field.property]);
  const onBlur = useCallback(() => model.leave(field.property), [model, field.property]);
  return (
    <FieldInput
      {...control}
      meta={model.meta}
      entity={model.entity}
      field={field}
      value={view.value}
      record={around(model, field, view)}
      typed={view.typed}
      onValue={onValue}
      onBlur={onBlur}
      autoFocus={autoFocus === field.property}
      aria-describedby={about}
    />
  );
}

/** What is wrong with a value, and what is odd about it. */
export function Remarks({ id, view }: { id: string; view: FieldFrame }) {
  return view.problem || view.errors.length > 0 || view.warnings.length > 0 ? <Said id={id} view={view} /> : null;
}

function Said({ id, view }: { id: string; view: FieldFrame }) {
  const { t } = useTranslation('form');
  return (
    <>
      {(view.problem || view.errors.length > 0) && (
        <div id={`${id}-error`} className={styles.error}>
          {view.problem && <p>{t(`problem.${view.problem.key}`, view.problem.args)}</p>}
          {view.errors.map((message) => (
            <p key={message}>{message}</p>
          ))}
        </div>
      )}
      {view.warnings.length > 0 && (
        <div id={`${id}-warning`}>
          {view.warnings.map((message) => (
            <p key={message} className={styles.warning}>
              <Icon of={TriangleAlert} size={12} />
              {message}
            </p>
          ))}
        </div>
      )}
    </>
  );
}

function Computed({ text }: { text: string }) {
  return (
    <Tooltip text={text}>
      <button type="button" aria-label={text} className={styles.why}>
        <Icon of={CircleHelp} size={14} />
      </button>
    </Tooltip>
  );
}

/** The record's values with what this field refers to. */
const around = (model: RecordModel, field: FieldMeta, view: FieldView) => (field.name in view.related ? { ...model.values, [field.name]: view.related[field.name] } : model.values);
