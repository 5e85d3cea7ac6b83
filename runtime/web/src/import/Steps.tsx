import { useTranslation } from 'react-i18next';
import styles from './import.module.css';
import type { Step } from './session.ts';

const steps: Step[] = ['file', 'columns', 'check', 'result'];

/** Where one is on the way. */
export function Steps({ step }: { step: Step }) {
  const { t } = useTranslation('import');
  const at = steps.indexOf(step);
  return (
    <ol className={styles.steps} aria-label={t('steps')}>
      {steps.map((one, i) => (
        <li key={one} aria-current={i === at ? 'step' : undefined} data-done={i < at || undefined}>
          <span className="numbers">{i + 1}</span>
          <span>{t(`step.${one}`)}</span>
        </li>
      ))}
    </ol>
  );
}
