import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextArea } from '../../ui/Input.tsx';
import { useList } from '../useList.ts';
import styles from './conditions.module.css';
import { type FilterProblem, readConditions } from './useConditions.ts';

/** The same filter in the rules language; the server says what is wrong with it, and where. */
export function TextDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('list');
  const { app, entity, filter, setFilter } = useList();
  const [text, setText] = useState(filter);
  const [problems, setProblems] = useState<FilterProblem[]>([]);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const submit = async () => {
    setBusy(true);
    setFailed(null);
    try {
      const { diagnostics } = await readConditions(app, entity.name, text.trim());
      const errors = diagnostics.filter((one) => one.severity === 'error');
      setProblems(errors);
      if (errors.length > 0) return;
      setFilter(text.trim());
      onClose();
    } catch (error) {
      setFailed(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog size="large" title={t('condition.textTitle')} dirty={text !== filter} onClose={onClose} submit={{ label: t('condition.apply'), onSubmit: () => void submit(), busy }}>
      <TextArea aria-label={t('condition.textTitle')} aria-describedby="filter-problems" className={styles.code} rows={5} autoFocus spellCheck={false} invalid={problems.length > 0} value={text} onValue={setText} />
      <div id="filter-problems" role="alert" className={styles.problems}>
        {failed && <p className={styles.problem}>{failed}</p>}
        {problems.map((one) => (
          <p key={`${one.id}-${one.line}-${one.column}`} className={styles.problem}>
            {t('condition.at', { line: one.line, column: one.column })} {one.message}
          </p>
        ))}
      </div>
      <p className={styles.hint}>{t('condition.textHint')}</p>
    </Dialog>
  );
}
