import { ChevronDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useApps } from '../api/session.ts';
import { Icon } from '../ui/Icon.tsx';
import { Menu, type MenuItem } from '../ui/Menu.tsx';
import { useSettled } from '../ui/useSettled.ts';
import styles from './AppSwitcher.module.css';
import { useApp } from './app.ts';
import { paths } from './paths.ts';

/** The app's logo, else its first letter on the accent. */
export const AppMark = ({ title, logo }: { title: string; logo?: unknown }) =>
  typeof logo === 'string' && logo.startsWith('data:image/') ? (
    <img src={logo} alt="" className={styles.logo} />
  ) : (
    <span aria-hidden className={styles.mark}>
      {[...title][0]?.toUpperCase()}
    </span>
  );

export function AppSwitcher({ folded }: { folded: boolean }) {
  const { name, meta, text, language } = useApp();
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const { data: apps = [] } = useApps(language, useSettled());
  const title = text(meta.title);
  const items: MenuItem[] = [
    ...apps.map((app) => ({ key: app.name, label: app.title, checked: app.name === name, lead: <AppMark title={app.title} />, onSelect: () => void navigate(paths.home(app.name)) })),
    ...(meta.user.administrator ? [{ key: 'line', separator: true } as const, { key: 'design', label: t('editApp'), href: paths.design(name) }, { key: 'new', label: t('newApp'), href: paths.newApp() }] : []),
  ];
  return (
    <Menu items={items} label={t('apps')}>
      {(trigger) => (
        <button {...trigger} type="button" className={styles.switcher}>
          <AppMark title={title} logo={meta.theme.logo} />
          <strong className={folded ? 'visually-hidden' : 'one-line'}>{title}</strong>
          <span className="visually-hidden">{t('apps')}</span>
          {!folded && <Icon of={ChevronDown} size={14} />}
        </button>
      )}
    </Menu>
  );
}
