import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { signOut, useSession } from '../api/session.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './Notices.module.css';
import { stay, useIsAskedToStay } from './signingOut.ts';

const PasswordForm = lazy(() => import('./settings/PasswordForm.tsx').then((m) => ({ default: m.PasswordForm })));

/** Before somebody without a password signs out: a one-time link is used up, so there would be no way back. */
export function SignOutDialog() {
  const { t } = useTranslation('shell');
  const asked = useIsAskedToStay();
  const { data: session } = useSession();
  if (!asked) return null;
  const hasPassword = session?.user.hasPassword;
  return (
    <Dialog
      title={t(hasPassword ? 'noPassword.set' : 'noPassword.outTitle')}
      onClose={stay}
      actions={
        <>
          {hasPassword && <Button onClick={stay}>{t('noPassword.stay')}</Button>}
          <Button kind={hasPassword ? 'primary' : 'danger'} onClick={() => void signOut()}>
            {t(hasPassword ? 'signOut' : 'noPassword.outAnyway')}
          </Button>
        </>
      }
    >
      <p className={styles.text}>{t(hasPassword ? 'noPassword.isSet' : 'noPassword.outText')}</p>
      {!hasPassword && (
        <Suspense>
          <PasswordForm autoFocus />
        </Suspense>
      )}
    </Dialog>
  );
}
