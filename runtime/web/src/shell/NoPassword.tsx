import { KeyRound, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useSession } from '../api/session.ts';
import { IconButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { useApp } from './app.ts';
import styles from './Notices.module.css';
import { paths } from './paths.ts';

const LATER = 'lowcodecrm.password.later';

/** To who came by a one-time link: it is used up, and only a password leads back. */
export function NoPassword() {
  const { name } = useApp();
  const { t } = useTranslation('shell');
  const { data: session } = useSession();
  const { pathname } = useLocation();
  const [later, setLater] = useState(() => sessionStorage.getItem(LATER) !== null);
  if (later || session?.user.hasPassword !== false || pathname === paths.settings(name)) return null;
  return (
    <div role="status" className={styles.strip}>
      <Icon of={KeyRound} />
      <p>
        {t('noPassword.text')} <Link to={`${paths.settings(name)}#password`}>{t('noPassword.link')}</Link>
      </p>
      <IconButton
        icon={X}
        size="small"
        label={t('noPassword.later')}
        onClick={() => {
          sessionStorage.setItem(LATER, '1');
          setLater(true);
        }}
      />
    </div>
  );
}
