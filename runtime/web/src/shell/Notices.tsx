import { WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { session } from '../api/http.ts';
import { useSessionExpired } from '../api/session.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Icon } from '../ui/Icon.tsx';
import styles from './Notices.module.css';
import { SignInForm } from './SignIn.tsx';
import { SignOutDialog } from './SignOutDialog.tsx';

/** What stands between the page and the server: no connection, no session. The page stays as it is, with what was typed. */
export function Notices({ user }: { user: { id: string; name: string } }) {
  const { t } = useTranslation('shell');
  const expired = useSessionExpired();
  const online = useOnline();
  return (
    <>
      {!online && (
        <div role="status" className={styles.offline}>
          <Icon of={WifiOff} />
          {t('offline')}
        </div>
      )}
      <SignOutDialog />
      {expired && (
        <Dialog title={t('expired.title')} dirty onClose={() => window.location.assign(`/sign-in?back=${encodeURIComponent(window.location.pathname + window.location.search)}`)}>
          <p className={styles.text}>{t('expired.text')}</p>
          {/* Somebody else must not go on with this page. */}
          <SignInForm user={user.name} onSignedIn={(id) => (id === user.id ? session.renewed() : window.location.assign('/'))} />
        </Dialog>
      )}
    </>
  );
}

function useOnline() {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => {
      setOnline(navigator.onLine);
      // Where there is no room beside it, the page makes room for the notice.
      document.documentElement.toggleAttribute('data-offline', !navigator.onLine);
    };
    look();
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  return online;
}
