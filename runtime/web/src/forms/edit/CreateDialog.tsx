import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf, inLanguage } from '../../api/meta.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useSummary } from '../context.ts';
import { RecordForm } from '../RecordForm.tsx';
import { useRecordForm } from '../useRecordForm.ts';
import type { CreateDialogProps } from './CreateDialogLazy.tsx';
import { ErrorSummary } from './ErrorSummary.tsx';

/** A new record from where it is needed: over the page, with what was typed as its name. */
export default function CreateDialog({ meta, entity, typed, given, onClose, onCreated }: CreateDialogProps) {
  const { t, i18n } = useTranslation('form');
  const display = fieldOf(entity, entity.display);
  const begin = useMemo(() => {
    if (!typed || !display || display.readonly) return given;
    const [family, ...rest] = typed.split(/[\s　]+/);
    const value = display.type === 'personName' ? { family, given: rest.join(' ') || null } : display.type === 'text' ? typed : null;
    return value === null ? given : { ...given, [display.property]: value };
  }, [typed, display, given]);
  const form = useRecordForm({ meta, entity: entity.name, record: null, given: begin, drafts: false, onSaved: onCreated });
  const { dirty } = useSummary(form.model);
  const [attempt, setAttempt] = useState(0);
  const first = entity.fields.find((field) => field.origin === 'entered' && !field.readonly && field.type !== 'autoNumber');
  return (
    <Dialog
      title={t('newOne', { entity: inLanguage(entity.label, i18n.language, meta) })}
      size="large"
      dirty={dirty}
      onClose={onClose}
      submit={{
        label: t('common:save'),
        busy: form.status === 'saving',
        onSubmit: () => void form.save().then((saved) => !saved && setAttempt((n) => n + 1)),
      }}
    >
      <ErrorSummary model={form.model} failure={form.failure} attempt={attempt} />
      <RecordForm model={form.model} autoFocus={typed ? undefined : first?.property} />
    </Dialog>
  );
}
