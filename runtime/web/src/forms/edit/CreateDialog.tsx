import { WifiOff } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf, formOf, inLanguage } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useDirty } from '../context.ts';
import { RecordForm } from '../RecordForm.tsx';
import { useRecordForm } from '../useRecordForm.ts';
import type { CreateDialogProps } from './CreateDialogLazy.tsx';
import { ErrorSummary } from './ErrorSummary.tsx';
import styles from './edit.module.css';
import { GoneFields } from './GoneFields.tsx';
import { shortForm } from './shortForm.ts';

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
  // What could not be saved is still to be copied: only then the dialog ends.
  const [made, setMade] = useState<RecordData | null>(null);
  const form = useRecordForm({ meta, entity: entity.name, record: null, given: begin, drafts: false, onSaved: (saved, gone) => (gone.length > 0 ? setMade(saved) : onCreated(saved)) });
  const dirty = useDirty(form.model);
  const short = useMemo(() => shortForm(formOf(form.model.meta, entity.name)?.layout, entity, begin ?? {}), [form.model.meta, entity, begin]);
  const [isWhole, setWhole] = useState(short === null);
  const [attempt, setAttempt] = useState(0);
  // What cannot be saved may be about any field.
  const save = async () => {
    if (await form.save()) return;
    setWhole(true);
    setAttempt((n) => n + 1);
  };
  const first = entity.fields.find((field) => field.origin === 'entered' && !field.readonly && field.type !== 'autoNumber');
  return (
    <Dialog
      title={t('newOne', { entity: inLanguage(entity.label, i18n.language, meta) })}
      size="large"
      dirty={dirty || form.gone.length > 0}
      onClose={made ? () => onCreated(made) : onClose}
      submit={
        form.isWithdrawn
          ? undefined
          : {
              label: t(made ? 'common:close' : 'common:save'),
              busy: form.status === 'saving',
              onSubmit: () => (made ? onCreated(made) : void save()),
            }
      }
    >
      <GoneFields gone={form.gone} onGone={form.setGone} />
      {form.status === 'offline' && (
        <div className={styles.notice} role="status">
          <Icon of={WifiOff} />
          <p>{t('offline')}</p>
        </div>
      )}
      <ErrorSummary model={form.model} failure={form.failure} attempt={attempt} />
      {form.isWithdrawn ? (
        <p className={styles.lead}>{t('withdrawn', { entity: inLanguage(entity.label, i18n.language, meta) })}</p>
      ) : (
        !made && (
          <>
            <RecordForm model={form.model} layout={isWhole || !short ? undefined : short} autoFocus={typed ? undefined : first?.property} />
            {!isWhole && (
              <Button kind="link" className={styles.allFields} onClick={() => setWhole(true)}>
                {t('allFields')}
              </Button>
            )}
          </>
        )
      )}
    </Dialog>
  );
}
