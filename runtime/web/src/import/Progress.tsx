import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../i18n/formats.ts';
import { useApp } from '../shell/app.ts';
import { Button } from '../ui/Button.tsx';
import styles from './import.module.css';
import type { Work } from './session.ts';

const SECOND = 1000;

/** How far it is, and for how long it has been at it. */
export function Progress({ work, of, onStop }: { work: Work; of: number | null; onStop: () => void }) {
  const { t } = useTranslation('import');
  const { language } = useApp();
  const seconds = useSeconds(work.since);
  const done = work.count?.done ?? 0;
  const title = t(`working.${work.kind}`);
  return (
    <div className={styles.progress}>
      <div className={styles.progressHead} role="status">
        <h2 tabIndex={-1}>{title}</h2>
        <span className="numbers">{of ? t('doneOf', { done, of }) : done > 0 ? t('rows', { count: done }) : ''}</span>
      </div>
      <progress aria-label={title} value={of ? done : undefined} max={of ?? undefined} />
      <div className={styles.progressHead}>
        <span className={`${styles.quiet} numbers`}>{t('elapsed', { time: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` })}</span>
        {work.count && work.count.rejected > 0 && <span className={styles.bad}>{t('refusedSoFar', { count: work.count.rejected, shown: formatNumber(work.count.rejected, language) })}</span>}
        <Button kind="text" size="small" onClick={onStop}>
          {t('common:cancel')}
        </Button>
      </div>
      {work.kind === 'import' && <p className={styles.quiet}>{t('mayLeave')}</p>}
    </div>
  );
}

function useSeconds(since: number) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.floor((now - since) / SECOND));
}
