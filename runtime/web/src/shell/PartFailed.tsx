import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/http.ts';
import { Button } from '../ui/Button.tsx';
import styles from './PartFailed.module.css';

/** In place of a part of a page that could not be loaded: the rest of it stays, and with it what is being typed there. */
export function PartFailed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useTranslation('shell');
  return (
    <p role="status" className={styles.failed}>
      {error instanceof ApiError ? error.message : t('failed.part')}
      <Button kind="link" onClick={onRetry}>
        {t('common:retry')}
      </Button>
    </p>
  );
}
