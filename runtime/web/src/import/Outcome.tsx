import { useTranslation } from 'react-i18next';
import { formatNumber } from '../i18n/formats.ts';
import { useApp } from '../shell/app.ts';
import styles from './import.module.css';

type Figures = { created: number; updated: number; unchanged: number; refused: number };

/** What becomes of the rows, or became of them. */
export function Outcome({ figures, tense }: { figures: Figures; tense: 'will' | 'did' }) {
  const { t } = useTranslation('import');
  const { language } = useApp();
  return (
    <dl className={styles.outcome}>
      {(['created', 'updated', 'unchanged', 'refused'] as const).map((what) => (
        <div key={what} data-what={what} data-none={figures[what] === 0 || undefined}>
          <dt>{t(`${tense}.${what}`)}</dt>
          <dd className="numbers">{t('rowsShort', { shown: formatNumber(figures[what], language) })}</dd>
        </div>
      ))}
    </dl>
  );
}
