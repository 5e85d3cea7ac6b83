import { useTranslation } from '@lowcodecrm/web/i18n';
import { Dialog, TextArea } from '@lowcodecrm/web/ui';
import { useId, useState } from 'react';
import { type Diagnostic, useDraft } from '../draft/index.ts';
import { readConditions } from './api.ts';
import styles from './Conditions.module.css';

/** The same condition in the rules language; what is wrong is said with its place. */
export function TextDialog({
  entity,
  label,
  text,
  onText,
  onClose,
  listed,
  needed,
  simple,
}: {
  entity: string;
  label: string;
  text: string;
  onText: (text: string) => void;
  onClose: () => void;
  listed?: boolean;
  needed?: boolean;
  simple: boolean;
}) {
  const { t } = useTranslation('forms');
  const { store } = useDraft();
  const [typed, setTyped] = useState(text);
  const [problems, setProblems] = useState<Diagnostic[]>([]);
  const [checked, setChecked] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const id = useId();
  const next = typed.trim();
  const submit = async () => {
    setBusy(true);
    setFailed(null);
    try {
      const errors = next === '' ? [] : (await readConditions(store.app, entity, next)).diagnostics.filter((one) => one.severity === 'error');
      setProblems(errors);
      // A rule may say what no list can be asked for; the problems below then tell what is really wrong.
      if (errors.length > 0 && (listed || checked !== next)) return setChecked(next);
      onText(next);
      onClose();
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      size="large"
      title={t('condition.edit', { what: label })}
      dirty={typed !== text}
      onClose={onClose}
      submit={{ label: t(checked === next && !listed ? 'condition.anyway' : 'condition.apply'), onSubmit: () => void submit(), busy, disabled: needed && next === '' }}
    >
      {!simple && <p className={styles.hint}>{t('condition.notSimple')}</p>}
      <TextArea aria-label={t('condition.text')} aria-describedby={id} className={styles.code} rows={5} autoFocus spellCheck={false} invalid={problems.length > 0} value={typed} onValue={setTyped} />
      <div id={id} role="alert">
        {failed && <p className={styles.problem}>{failed}</p>}
        {problems.map((one) => (
          <p key={`${one.id}-${one.line}-${one.column}`} className={styles.problem}>
            {t('condition.at', { line: one.line, column: one.column })} {one.message}
          </p>
        ))}
      </div>
      <p className={styles.hint}>{t('condition.hint')}</p>
    </Dialog>
  );
}
