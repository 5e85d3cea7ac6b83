import { useTranslation } from '@lowcodecrm/web/i18n';
import { useApp, useUserMenu } from '@lowcodecrm/web/shell';
import { Avatar, Icon, IconButton, Menu } from '@lowcodecrm/web/ui';
import { CircleHelp } from 'lucide-react';
import { NavLink } from 'react-router';
import { type Area, areas } from './areas.tsx';
import { useDesigner } from './designer.ts';
import styles from './Rail.module.css';

/** The areas, and who is signed in. */
export function Rail({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation('design');
  const { user } = useApp();
  const menu = useUserMenu();
  return (
    <nav className={styles.rail} aria-label={t('areasLabel')}>
      {areas.filter((area) => !area.end).map(entry)}
      <span className={styles.space} />
      {areas.filter((area) => area.end).map(entry)}
      <IconButton icon={CircleHelp} label={t('help')} keys="?" onClick={onHelp} />
      <Menu items={menu} label={t('shell:userMenu')} side="right" align="end">
        {(trigger) => (
          <button {...trigger} type="button" className={styles.user} aria-label={`${user.displayName}, ${t('shell:userMenu')}`}>
            <Avatar name={user.displayName} />
          </button>
        )}
      </Menu>
    </nav>
  );
}

const entry = (area: Area) => <Entry key={area.key} area={area} />;

function Entry({ area }: { area: Area }) {
  const { t } = useTranslation('design');
  const { path } = useDesigner();
  return (
    <NavLink to={path(area.key)} className={({ isActive }) => (isActive ? `${styles.area} ${styles.active}` : styles.area!)}>
      <Icon of={area.icon} size={20} />
      {t(`areas.${area.key}`)}
    </NavLink>
  );
}
