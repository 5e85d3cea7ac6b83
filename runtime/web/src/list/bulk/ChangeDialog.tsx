import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldMeta } from '../../api/meta.ts';
import { FieldInput } from '../../forms/FieldInput.tsx';
import { useApp } from '../../shell/app.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { inSentence } from '../inSentence.ts';
import { useList } from '../useList.ts';

/** One value for all that are picked. */
export function ChangeDialog({
  field,
  count,
  fixed,
  onChange,
  onClose,
}: {
  field: FieldMeta;
  count: number /** Of the records that are known here, those that keep their value. */;
  fixed: number;
  onChange: (value: unknown) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('list');
  const { meta, text, language } = useApp();
  const { entity } = useList();
  const [value, setValue] = useState<unknown>(field.type === 'boolean' ? true : null);
  const [related, setRelated] = useState<Record<string, unknown>>({});
  const [wrong, setWrong] = useState(false);
  const isEmpty = value === null || value === undefined || value === '';
  return (
    <Dialog
      title={t('bulk.changeTitle', { field: inSentence(text(field.label), language), count })}
      dirty={!isEmpty}
      onClose={onClose}
      submit={{
        label: isEmpty && !field.required ? t('bulk.empty') : t('bulk.apply'),
        danger: isEmpty && !field.required,
        disabled: wrong || (isEmpty && field.required),
        onSubmit: () => onChange(isEmpty ? null : value),
      }}
    >
      {fixed > 0 && <p>{t('bulk.fixed', { count: fixed })}</p>}
      <Field label={text(field.label)} required={field.required} hint={isEmpty && !field.required ? t('bulk.emptyHint', { count }) : undefined}>
        {(control) => (
          <FieldInput
            {...control}
            meta={meta}
            entity={entity.name}
            field={field}
            value={value}
            record={{ ...related, [field.property]: value }}
            autoFocus
            onValue={(next, problem, record) => {
              setValue(next);
              setWrong(problem !== undefined);
              if (record !== undefined) setRelated({ [field.name]: record });
            }}
          />
        )}
      </Field>
    </Dialog>
  );
}
