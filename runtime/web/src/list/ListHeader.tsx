import { Ellipsis, FileUp, Pencil, Plus, Star, Trash, Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useApp } from '../shell/app.ts';
import { useFavourites } from '../shell/favourites.ts';
import page from '../shell/Page.module.css';
import { paths } from '../shell/paths.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { EntityIcon } from '../ui/EntityIcon.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { inSentence } from './inSentence.ts';
import styles from './List.module.css';
import type { ListView } from './state/views.ts';
import { useList } from './useList.ts';
import { usePhone } from './useMedia.ts';
import { useViewMenu } from './views/useViewMenu.tsx';
import viewStyles from './views/views.module.css';

/** Told apart from the package's and one's own. */
function SharedTitle({ view: { title, shared } }: { view: ListView }) {
  const { t } = useTranslation('list');
  return (
    <span className={viewStyles.tab} title={shared && t('share.by', { owner: shared.owner.name })}>
      <Icon of={Users} size={14} />
      {title}
    </span>
  );
}

/** What is listed, its views, and the way to a new one. */
export function ListHeader() {
  const { t } = useTranslation('list');
  const { name: app, text, user, language } = useApp();
  const { entity, view, views, openView } = useList();
  const navigate = useNavigate();
  const phone = usePhone();
  const favourites = useFavourites();
  const menu = useViewMenu();
  const [hidden, setHidden] = useState<string[]>([]);
  const tell = (keys: string[]) => setHidden((old) => (old.join() === keys.join() ? old : keys));
  const create = () => void navigate(paths.create(app, entity.name));
  const star = { entity: entity.name, view: view.key };
  const isStarred = favourites.has(star);
  return (
    <header className={`${page.header} ${styles.header}`}>
      <EntityIcon entity={entity} size={16} />
      <h1>{text(entity.plural)}</h1>
      <Tabs
        compact
        className={styles.tabs}
        label={t('views')}
        tabs={views.views.map((one) => ({ key: one.key, label: one.shared ? <SharedTitle view={one} /> : one.title, text: one.title }))}
        active={view.key}
        onActive={openView}
        onHidden={tell}
      />
      <Menu
        label={t('viewMenu')}
        align="end"
        items={[
          ...(phone ? [] : views.views.filter((one) => hidden.includes(one.key)).map((one) => ({ key: `view-${one.key}`, label: one.title, onSelect: () => openView(one.key) }))),
          ...(!phone && hidden.length > 0 ? [{ key: 'views-end', separator: true as const }] : []),
          { key: 'star', label: t(isStarred ? 'unstar' : 'star'), icon: Star, onSelect: () => favourites.toggle({ ...star, title: view.title }) },
          ...menu.items,
          { key: 'import', label: t('import'), icon: FileUp, onSelect: () => void navigate(paths.import(app, entity.name)) },
          { key: 'bin', label: t('bin.title'), icon: Trash, onSelect: () => void navigate(paths.bin(app, entity.name)) },
          ...(phone && user.administrator ? [{ key: 'edit', label: t('editApp'), icon: Pencil, href: paths.design(app) }] : []),
        ]}
      >
        {(trigger) => <IconButton {...trigger} icon={Ellipsis} size="small" label={t('viewMenu')} />}
      </Menu>
      <span className={styles.space} />
      {user.administrator && !phone && (
        <a className={styles.edit} href={paths.design(app)}>
          <Pencil size={15} strokeWidth={1.75} aria-hidden />
          {t('editApp')}
        </a>
      )}
      {/* On a phone the bottom bar makes one. */}
      {!phone && (
        <Button kind="primary" icon={Plus} onClick={create}>
          {t('create', { entity: inSentence(text(entity.label), language) })}
        </Button>
      )}
      {menu.dialog}
    </header>
  );
}
