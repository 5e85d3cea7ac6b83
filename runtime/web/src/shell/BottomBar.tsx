import { House, Inbox, Menu as MenuGlyph, Plus, Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { NavLink, useNavigate, useParams } from 'react-router';
import { EntityIcon } from '../ui/EntityIcon.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Menu, type MenuItem } from '../ui/Menu.tsx';
import { useApp } from './app.ts';
import styles from './BottomBar.module.css';
import { useCommands } from './Commands.tsx';
import { useFavourites } from './favourites.ts';
import { paths } from './paths.ts';
import { useUserMenu } from './UserMenu.tsx';

/** The navigation of a phone. */
export function BottomBar() {
  const { name, entity, text } = useApp();
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const { openPalette } = useCommands();
  // Where something is listed or read, one more of it is made.
  const here = entity(useParams().entity ?? '');
  const create = useCreateItems();
  const all = useAllItems();
  return (
    <nav className={styles.bar} aria-label={t('navigation')}>
      <NavLink to={paths.home(name)} end className={styles.item}>
        <Icon of={House} size={20} />
        {t('home')}
      </NavLink>
      <button type="button" className={styles.item} onClick={openPalette}>
        <Icon of={Search} size={20} />
        {t('searchShort')}
      </button>
      {here ? (
        <button type="button" className={`${styles.item} ${styles.create}`} aria-label={t('createOne', { entity: text(here.label) })} onClick={() => void navigate(paths.create(name, here.name))}>
          <Icon of={Plus} size={20} />
        </button>
      ) : (
        <Menu items={create} label={t('create')} align="center">
          {(trigger) => (
            <button {...trigger} type="button" className={`${styles.item} ${styles.create}`} aria-label={t('create')}>
              <Icon of={Plus} size={20} />
            </button>
          )}
        </Menu>
      )}
      <NavLink to={paths.inbox(name)} className={styles.item}>
        <Icon of={Inbox} size={20} />
        {t('inbox')}
      </NavLink>
      <Menu items={all} label={t('menu')} align="end">
        {(trigger) => (
          <button {...trigger} type="button" className={styles.item}>
            <Icon of={MenuGlyph} size={20} />
            {t('menu')}
          </button>
        )}
      </Menu>
    </nav>
  );
}

/** What can be made, that of the open list first. */
export function useCreateItems(): MenuItem[] {
  const { name, meta, entity, text } = useApp();
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const { entity: here } = useParams();
  const names = [...new Set(meta.navigation.flatMap((group) => group.items))].sort((a, b) => Number(b === here) - Number(a === here));
  return names.flatMap((item) => {
    const one = entity(item);
    return one ? [{ key: item, label: t('createOne', { entity: text(one.label) }), lead: <EntityIcon entity={one} />, onSelect: () => void navigate(paths.create(name, item)) }] : [];
  });
}

function useAllItems(): MenuItem[] {
  const { name, meta, entity, text } = useApp();
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const { items: favourites } = useFavourites();
  const user = useUserMenu(() => void navigate(paths.settings(name)));
  return [
    ...meta.navigation.flatMap((group, i): MenuItem[] => [
      ...(group.group ? [{ key: `group${i}`, heading: text(group.group) }] : []),
      ...group.items.flatMap((item) => {
        const one = entity(item);
        return one ? [{ key: `go-${item}`, label: text(one.plural), lead: <EntityIcon entity={one} />, onSelect: () => void navigate(paths.list(name, item)) }] : [];
      }),
    ]),
    ...(favourites.length > 0 ? [{ key: 'favourites', heading: t('favourites') }] : []),
    ...favourites.map((one, i) => ({
      key: `favourite${i}`,
      label: text(one.title),
      onSelect: () => void navigate(one.id ? paths.record(name, one.entity, one.id) : paths.list(name, one.entity, one.view)),
    })),
    { key: 'line', separator: true },
    ...user,
  ];
}
