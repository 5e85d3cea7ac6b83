import { ChevronDown, ChevronUp, Copy, Ellipsis, Link2, Pencil, PencilRuler, Star, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { formatNumber } from '../../i18n/formats.ts';
import { usePhone } from '../../list/useMedia.ts';
import { useApp } from '../../shell/app.ts';
import { useFavourites } from '../../shell/favourites.ts';
import page from '../../shell/Page.module.css';
import { paths } from '../../shell/paths.ts';
import { titleOf } from '../../shell/titles.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { EntityIcon } from '../../ui/EntityIcon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { toast } from '../../ui/Toast.tsx';
import { useRecordPage } from '../context.ts';
import styles from './header.module.css';
import { useRecordActions } from './useRecordActions.ts';
import { useWalk } from './useWalk.ts';

/** Where the record is, its neighbours in the list it was opened from, and what can be done with it. */
export function RecordHeader() {
  const { t } = useTranslation('record');
  const { name: app, text, user, language } = useApp();
  const { entity, record } = useRecordPage();
  const navigate = useNavigate();
  const phone = usePhone();
  const favourites = useFavourites();
  const walk = useWalk(entity, record);
  const actions = useRecordActions();
  const star = { entity: entity.name, id: record.id };
  const isStarred = favourites.has(star);
  const title = titleOf(entity, record, language);
  const code = entity.fields.find((field) => field.type === 'autoNumber') ?? entity.fields.find((field) => entity.keys.some((key) => key.length === 1 && key[0] === field.name));
  const called = (code && (record[code.property] as string | null)) || title;
  const toggle = () => favourites.toggle({ ...star, title });
  const edit = () => void navigate(`${paths.record(app, entity.name, record.id)}/edit`);
  return (
    <header className={page.header}>
      <nav className={styles.crumbs} aria-label={t('form:place')}>
        <EntityIcon entity={entity} />
        <Link to={walk.from ?? paths.list(app, entity.name)}>{text(entity.plural)}</Link>
        <span aria-hidden>/</span>
        <span aria-current="page" className={`${styles.code} one-line`}>
          {called}
        </span>
      </nav>
      {walk.place && (
        <span className={styles.walk}>
          <IconButton icon={ChevronUp} size="small" label={t('previous')} keys="[" disabled={!walk.previous} onClick={() => walk.go(-1)} />
          <IconButton icon={ChevronDown} size="small" label={t('next')} keys="]" disabled={!walk.next} onClick={() => walk.go(1)} />
          <span className={styles.place}>
            {formatNumber(walk.place, language)} / {formatNumber(walk.total, language)}
          </span>
        </span>
      )}
      <span className={styles.space} />
      {!phone && <IconButton icon={Star} label={t(isStarred ? 'unstar' : 'star')} aria-pressed={isStarred} className={isStarred ? styles.starred : undefined} onClick={toggle} />}
      <Menu
        label={t('more')}
        align="end"
        items={[
          ...(phone
            ? [
                { key: 'edit', label: t('edit'), icon: Pencil, keys: 'e', onSelect: edit },
                { key: 'star', label: t(isStarred ? 'unstar' : 'star'), icon: Star, onSelect: toggle },
              ]
            : []),
          {
            key: 'link',
            label: t('copyLink'),
            icon: Link2,
            onSelect: () =>
              void navigator.clipboard.writeText(window.location.origin + paths.record(app, entity.name, record.id)).then(
                () => toast(t('linkCopied')),
                () => toast(t('notCopied')),
              ),
          },
          { key: 'duplicate', label: t('duplicate'), icon: Copy, onSelect: () => void actions.duplicate() },
          ...(user.administrator ? [{ key: 'design', label: t('design'), icon: PencilRuler, href: paths.design(app, `/forms/${encodeURIComponent(entity.name)}`) }] : []),
          { key: 'line', separator: true as const },
          { key: 'delete', label: t('common:delete'), icon: Trash2, danger: true, onSelect: () => void actions.remove(walk.from) },
        ]}
      >
        {(trigger) => <IconButton {...trigger} icon={Ellipsis} label={t('more')} />}
      </Menu>
      {!phone && (
        <Button kind="text" icon={Pencil} onClick={edit}>
          {t('edit')}
        </Button>
      )}
    </header>
  );
}
