import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { ApiError, OfflineError } from '../api/http.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { NotFound } from './NotFound.tsx';

/** In place of a page that failed; the sidebar stays. */
export function PageError() {
  const { t } = useTranslation('shell');
  const client = useQueryClient();
  const error = useRouteError();
  if (error instanceof ApiError && error.status === 404) return <NotFound />;
  const retry = async () => {
    await client.resetQueries();
    window.location.reload();
  };
  return (
    <EmptyState
      title={t(error instanceof OfflineError ? 'offline' : 'failed.title')}
      actions={
        <Button kind="primary" onClick={() => void retry()}>
          {t('common:retry')}
        </Button>
      }
    >
      {error instanceof ApiError ? error.message : t('failed.text')}
    </EmptyState>
  );
}
