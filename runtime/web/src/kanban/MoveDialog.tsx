import { TriangleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/http.ts';
import { type EntityMeta, type FieldMeta, fieldOf } from '../api/meta.ts';
import { type RecordData, useRecord } from '../api/records.ts';
import { FieldInput } from '../forms/FieldInput.tsx';
import { useApp } from '../shell/app.ts';
import { titleOf } from '../shell/titles.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import styles from './kanban.module.css';
import type { Need } from './moves.ts';

/** What a step asks for, and what blocks it: filled in here, or the card goes back. */
export function MoveDialog({
  entity,
  record,
  title,
  need,
  onMove,
  onClose,
}: {
  entity: EntityMeta;
  record: RecordData;
  title: string;
  need: Need;
  onMove: (values: Record<string, unknown>) => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useTranslation('kanban');
  const { name: app, meta, language, text } = useApp();
  const required = new Set(need.ask.filter((one) => one.required).map((one) => one.field));
  const fields = useMemo(() => {
    const names = [...need.ask.map((one) => one.field), ...need.violations.flatMap((one) => one.fields)];
    return [...new Set(names)].map((name) => fieldOf(entity, name)).filter((field): field is FieldMeta => field !== undefined && !field.readonly);
  }, [need, entity]);
  const references = fields.filter((field) => field.type === 'lookup' || field.type === 'user').map((field) => field.name);
  const full = useRecord(app, entity.name, record.id, references.join(',') || undefined);
  const [values, setValues] = useState<Record<string, unknown>>({});
  const [related, setRelated] = useState<Record<string, unknown>>({});
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const stored = full.data;
  const valueIn = (field: FieldMeta) => (field.property in values ? values[field.property] : (stored?.[field.property] ?? null));

  const submit = async () => {
    const missing = fields.filter((field) => required.has(field.name) && (valueIn(field) === null || valueIn(field) === ''));
    setErrors(Object.fromEntries(missing.map((field) => [field.property, t('required')])));
    if (missing.length > 0 || wrong.size > 0) return;
    setBusy(true);
    setFailure(null);
    try {
      // What is asked for is given even when it stood there before.
      const given = Object.fromEntries(fields.filter((field) => field.property in values || required.has(field.name)).map((field) => [field.property, valueIn(field)]));
      await onMove(given);
    } catch (error) {
      setBusy(false);
      if (!(error instanceof ApiError)) return setFailure(t('unreachable'));
      const at = (target: string | undefined) => fields.find((field) => field.property === target || field.name === target);
      setErrors(Object.fromEntries(error.details.flatMap((one) => (at(one.target) ? [[at(one.target)!.property, one.message]] : []))));
      const others = error.details.filter((one) => !at(one.target)).map((one) => one.message);
      setFailure(others.length > 0 ? [...new Set(others)].join(' ') : error.details.length > 0 ? null : error.message);
    }
  };
  return (
    <Dialog title={title} onClose={onClose} dirty={Object.keys(values).length > 0} submit={{ label: title, onSubmit: () => void submit(), busy, disabled: !stored }}>
      <p className={styles.about}>{titleOf(entity, record, language)}</p>
      {need.violations.map((one) => (
        <p key={one.message} className={styles.blocker}>
          <Icon of={TriangleAlert} /> {one.message}
        </p>
      ))}
      {failure && (
        <p role="alert" className={styles.failure}>
          {failure}
        </p>
      )}
      {!stored ? (
        <SkeletonRows rows={Math.max(1, fields.length)} />
      ) : (
        <div className={styles.asked}>
          {fields.map((field, i) => (
            <Field key={field.name} label={text(field.label)} required={required.has(field.name)} error={errors[field.property]}>
              {(control) => (
                <FieldInput
                  {...control}
                  meta={meta}
                  entity={entity.name}
                  field={field}
                  value={valueIn(field)}
                  record={{ ...stored, ...related, ...values }}
                  required={required.has(field.name)}
                  invalid={Boolean(errors[field.property])}
                  autoFocus={i === 0}
                  onValue={(value, problem, one) => {
                    setValues((old) => ({ ...old, [field.property]: value }));
                    if (one !== undefined) setRelated((old) => ({ ...old, [field.name]: one }));
                    setWrong((old) => {
                      const next = new Set(old);
                      if (problem) next.add(field.property);
                      else next.delete(field.property);
                      return next;
                    });
                  }}
                />
              )}
            </Field>
          ))}
        </div>
      )}
    </Dialog>
  );
}
