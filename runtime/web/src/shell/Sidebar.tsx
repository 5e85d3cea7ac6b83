import { CircleHelp, House, Inbox, PanelLeft, Search, Settings, Star } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { IconButton } from '../ui/Button.tsx';
import { EntityIcon } from '../ui/EntityIcon.tsx';
import { Icon } from '../ui/Icon.tsx';
import { shown } from '../ui/keys.ts';
import { Tooltip } from '../ui/Tooltip.tsx';
import { AppSwitcher } from './AppSwitcher.tsx';
import { useApp } from './app.ts';
import { useCommands } from './Commands.tsx';
import { useFavourites } from './favourites.ts';
import { useFolded } from './folded.ts';
import { paths } from './paths.ts';
import styles from './Sidebar.module.css';
import { UserMenu } from './UserMenu.tsx';
import { useInbox } from './useInbox.ts';

export function Sidebar() {
  const { name, meta, text, entity } = useApp();
  const { t } = useTranslation('shell');
  const { items: favourites } = useFavourites();
  const { fresh } = useInbox();
  const [folded, fold] = useFolded();
  const { openPalette, openHelp } = useCommands();
  return (
    <nav className={folded ? `${styles.sidebar} ${styles.folded}` : styles.sidebar} aria-label={t('navigation')}>
      <div className={styles.head}>
        <AppSwitcher folded={folded} />
        <IconButton icon={PanelLeft} label={t(folded ? 'unfold' : 'fold')} aria-expanded={!folded} className={styles.fold} onClick={() => fold(!folded)} />
      </div>
      <Tooltip text={t('search')} keys="mod+k" side="right" disabled={!folded}>
        <button type="button" className={styles.search} aria-keyshortcuts="Meta+K Control+K" onClick={openPalette}>
          <Icon of={Search} />
          <span className={folded ? 'visually-hidden' : styles.label}>{t('search')}</span>
          <kbd className={styles.keys}>{shown('mod+k')}</kbd>
        </button>
      </Tooltip>
      <div className={styles.scroll}>
        <ul>
          <Item to={paths.home(name)} end label={t('home')} folded={folded} icon={<Icon of={House} />} />
          <Item to={paths.inbox(name)} label={t('inbox')} folded={folded} count={fresh} icon={<Icon of={Inbox} />} />
        </ul>
        {meta.navigation.map((group, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: groups have nothing else to be told by
          <section key={i} aria-label={text(group.group) || undefined}>
            {group.group && <h2 className={styles.group}>{text(group.group)}</h2>}
            <ul>
              {group.items.map((item) => {
                const one = entity(item);
                return one && <Item key={item} to={paths.list(name, item)} label={text(one.plural)} folded={folded} icon={<EntityIcon entity={one} />} />;
              })}
            </ul>
          </section>
        ))}
        {favourites.length > 0 && (
          <section aria-label={t('favourites')}>
            <h2 className={styles.group}>{t('favourites')}</h2>
            <ul>
              {favourites.map((one) => (
                <Item
                  key={`${one.entity}/${one.view ?? ''}/${one.id ?? ''}`}
                  to={one.id ? paths.record(name, one.entity, one.id) : paths.list(name, one.entity, one.view)}
                  label={text(one.title)}
                  folded={folded}
                  passive
                  icon={<Icon of={Star} />}
                />
              ))}
            </ul>
          </section>
        )}
      </div>
      <div className={styles.foot}>
        <UserMenu folded={folded} />
        <IconButton icon={CircleHelp} label={t('help')} keys="?" onClick={openHelp} />
        {meta.user.administrator && (
          <Tooltip text={t('editApp')}>
            <a className={styles.settings} aria-label={t('editApp')} href={paths.design(name)}>
              <Icon of={Settings} />
            </a>
          </Tooltip>
        )}
      </div>
    </nav>
  );
}

/** `passive` never shows as where one is: its page has an item of its own. */
function Item({ to, label, icon, folded, end, passive, count }: { to: string; label: string; icon: React.ReactNode; folded: boolean; end?: boolean; passive?: boolean; count?: number }) {
  return (
    <li>
      <Tooltip text={label} side="right" disabled={!folded}>
        <NavLink to={to} end={end} aria-current={passive ? 'false' : undefined} className={({ isActive }) => (isActive && !passive ? `${styles.item} ${styles.active}` : styles.item)}>
          {icon}
          <span className={folded ? 'visually-hidden' : styles.label}>{label}</span>
          {count ? <span className={styles.count}>{count}</span> : null}
        </NavLink>
      </Tooltip>
    </li>
  );
}
