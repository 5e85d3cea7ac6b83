import { LogOut, Plus } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate } from 'react-router';
import { useApps, useSession } from '../api/session.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Icon } from '../ui/Icon.tsx';
import { AppMark } from './AppSwitcher.tsx';
import styles from './Chooser.module.css';
import { paths } from './paths.ts';
import { beginSignOut } from './signingOut.ts';

/** The apps that one may open; where there is one, it opens. */
export function Chooser() {
  const { t, i18n } = useTranslation('shell');
  const { data: session } = useSession();
  const { data: apps, error } = useApps(i18n.language);
  useEffect(() => {
    document.title = t('apps');
  }, [t]);
  const mayMake = session?.user.roles.includes('administrator') ?? false;
  if (error && !apps) throw error;
  if (!apps) return null;
  if (apps.length === 1) return <Navigate replace to={paths.home(apps[0]!.name)} />;
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <h1>{t('apps')}</h1>
        <span className="one-line">{session?.user.displayName}</span>
        <Button kind="text" icon={LogOut} onClick={() => beginSignOut(session?.user.hasPassword)}>
          {t('signOut')}
        </Button>
      </header>
      {apps.length === 0 ? (
        <EmptyState title={t('noApps')} actions={mayMake && <a href={paths.newApp()}>{t('newApp')}</a>} />
      ) : (
        <ul className={styles.list}>
          {apps.map((app) => (
            <li key={app.name}>
              <Link to={paths.home(app.name)} className={styles.app}>
                <AppMark title={app.title} />
                <span className="one-line">{app.title}</span>
              </Link>
            </li>
          ))}
          {mayMake && (
            <li>
              <a href={paths.newApp()} className={styles.app}>
                <Icon of={Plus} size={20} />
                <span className="one-line">{t('newApp')}</span>
              </a>
            </li>
          )}
        </ul>
      )}
    </main>
  );
}
