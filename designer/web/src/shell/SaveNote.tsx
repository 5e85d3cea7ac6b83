import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button } from '@lowcodecrm/web/ui';
import { useDraft } from '../draft/index.ts';
import styles from './ProblemsBar.module.css';

const clock = (at: Date) => `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;

/** Saved 14:02, or what stands in the way. */
export function SaveNote() {
  const { t } = useTranslation('design');
  const { store, save, others } = useDraft();
  if (save.kind === 'failed')
    return (
      <span role="alert" className={`${styles.save} ${styles.bad}`}>
        {t('saveFailed', { message: save.message })}
        <Button size="small" kind="link" onClick={() => void store.flush().catch(() => {})}>
          {t('common:retry')}
        </Button>
      </span>
    );
  if (save.kind === 'offline')
    return (
      <span role="status" className={`${styles.save} ${styles.bad}`}>
        {t('offline')}
      </span>
    );
  if (others && save.kind === 'saved' && (save.at ?? others.at) <= others.at)
    return (
      <span role="status" className={styles.save}>
        {t(others.by ? 'othersChangedBy' : 'othersChanged', { by: others.by, time: clock(others.at) })}
      </span>
    );
  return <span className={styles.save}>{save.kind === 'saving' ? t('saving') : save.kind === 'saved' && save.at ? t('savedAt', { time: clock(save.at) }) : null}</span>;
}
