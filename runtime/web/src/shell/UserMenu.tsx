import { LogOut, Monitor, Moon, Settings, Sun } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useSession } from '../api/session.ts';
import { type Language, languageNames, languages } from '../i18n/index.ts';
import { chooseScheme, type SchemeChoice, useSchemeChoice } from '../theme/index.ts';
import { Avatar } from '../ui/Avatar.tsx';
import type { LucideIcon } from '../ui/Icon.tsx';
import { Menu, type MenuItem } from '../ui/Menu.tsx';
import { useApp } from './app.ts';
import { paths } from './paths.ts';
import { beginSignOut } from './signingOut.ts';
import { speakTo } from './speak.ts';
import styles from './UserMenu.module.css';

const schemes: [SchemeChoice, LucideIcon][] = [
  ['system', Monitor],
  ['light', Sun],
  ['dark', Moon],
];

/** Language, scheme and the way out: the same in both web apps; `onSettings` opens what else can be set, where there is a page for it. */
export function useUserMenu(onSettings?: () => void): MenuItem[] {
  const { t, i18n } = useTranslation('shell');
  const scheme = useSchemeChoice();
  const { data: session } = useSession();
  return [
    { key: 'language', heading: t('language') },
    ...languages.map((one: Language) => ({ key: one, label: <span lang={one}>{languageNames[one]}</span>, checked: i18n.language === one, onSelect: () => void speakTo(one) })),
    { key: 'line1', separator: true },
    { key: 'scheme', heading: t('scheme') },
    ...schemes.map(([one, icon]) => ({ key: one, icon, label: t(`schemes.${one}`), checked: scheme === one, onSelect: () => chooseScheme(one) })),
    { key: 'line2', separator: true },
    ...(onSettings ? [{ key: 'settings', icon: Settings, label: t('settings'), onSelect: onSettings }] : []),
    { key: 'out', icon: LogOut, label: t('signOut'), onSelect: () => beginSignOut(session?.user.hasPassword) },
  ];
}

export function UserMenu({ folded }: { folded: boolean }) {
  const { user, name } = useApp();
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  return (
    <Menu items={useUserMenu(() => void navigate(paths.settings(name)))} label={t('userMenu')}>
      {(trigger) => (
        <button {...trigger} type="button" className={styles.user}>
          <Avatar name={user.displayName} />
          <span className={folded ? 'visually-hidden' : 'one-line'}>{user.displayName}</span>
          <span className="visually-hidden">{t('userMenu')}</span>
        </button>
      )}
    </Menu>
  );
}
