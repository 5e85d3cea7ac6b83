import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { EmptyState } from '../ui/EmptyState.tsx';
import { paths } from './paths.ts';

export function NotFound() {
  const { t } = useTranslation('shell');
  const { app } = useParams();
  return (
    <EmptyState title={t('notFound.title')} actions={<Link to={app ? paths.home(app) : '/'}>{t('notFound.back')}</Link>}>
      {t('notFound.text')}
    </EmptyState>
  );
}
