import { ArrowDownUp, Columns3, Download, Search } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf } from '../../api/meta.ts';
import { useApp } from '../../shell/app.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { SearchInput } from '../../ui/Input.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { Menu, type MenuItem } from '../../ui/Menu.tsx';
import { FilterBar } from '../conditions/FilterBar.tsx';
import styles from '../List.module.css';
import { isSortable } from '../state/columns.ts';
import { useList } from '../useList.ts';
import { usePhone } from '../useMedia.ts';
import { useViewMenu } from '../views/useViewMenu.tsx';
import { DisplayPanel } from './DisplayPanel.tsx';

/** What is shown of the records, left; how, right. */
export function Toolbar({ onExport, more }: { onExport: () => void; more?: ReactNode }) {
  const { t } = useTranslation('list');
  const { changed, view } = useList();
  const views = useViewMenu();
  const phone = usePhone();
  return (
    <div className={styles.toolbar} role="toolbar" aria-label={t('toolbar')}>
      <FilterBar />
      {changed && !phone && (
        <Button kind="link" className={styles.saveLink} onClick={view.saved ? views.save : views.saveAs}>
          {t(view.saved ? 'saveView' : 'saveViewAs')}
        </Button>
      )}
      <span className={styles.tools}>
        <QuickSearch />
        {view.kind !== 'calendar' && <SortMenu />}
        {view.kind === 'list' && <DisplayButton />}
        {more}
        <IconButton icon={Download} size="small" label={t('export')} onClick={onExport} />
      </span>
      {views.dialog}
    </div>
  );
}

function QuickSearch() {
  const { t } = useTranslation('list');
  const { text } = useApp();
  const { search, setSearch, entity } = useList();
  const fields = entity.search
    .flatMap((name) => fieldOf(entity, name) ?? [])
    .map((field) => text(field.label))
    .join(t('condition.listSeparator'));
  const [open, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const can = entity.search.length > 0;
  const show = () => {
    setOpen(true);
    requestAnimationFrame(() => input.current?.focus());
  };
  useShortcut('/', show, { enabled: can });
  if (!can) return null;
  if (!open && !search) return <IconButton icon={Search} size="small" label={t('search')} keys="/" onClick={show} />;
  return (
    <SearchInput
      ref={input}
      className={styles.search}
      label={t('search')}
      placeholder={t('searchIn', { fields })}
      title={t('searchIn', { fields })}
      value={search}
      onSearch={setSearch}
      onBlur={(e) => setOpen(e.currentTarget.value !== '')}
      onKeyDown={(e) => {
        if (e.key !== 'Escape') return;
        e.preventDefault();
        setSearch('');
        setOpen(false);
        document.querySelector<HTMLElement>('[role=grid] [tabindex="0"], [role=grid]')?.focus();
      }}
    />
  );
}

function SortMenu() {
  const { t } = useTranslation('list');
  const { text } = useApp();
  const { entity, sort, setSort, view } = useList();
  const first = sort[0];
  const falling = first?.startsWith('-') ?? false;
  const name = first?.replace(/^-/, '');
  const field = name ? fieldOf(entity, name) : undefined;
  const names = [...new Set([...view.columns, entity.display, ...view.sort.map((one) => one.replace(/^-/, '')), 'created_at', 'updated_at'])];
  const items: MenuItem[] = [
    ...names.flatMap((each): MenuItem[] => {
      const one = fieldOf(entity, each);
      return one && isSortable(one) ? [{ key: each, label: text(one.label), checked: each === name, onSelect: () => setSort([falling ? `-${each}` : each]) }] : [];
    }),
    { key: 'line', separator: true },
    { key: 'rising', label: t('rising'), checked: Boolean(field) && !falling, disabled: !field, onSelect: () => name && setSort([name]) },
    { key: 'falling', label: t('falling'), checked: Boolean(field) && falling, disabled: !field, onSelect: () => name && setSort([`-${name}`]) },
  ];
  return (
    <Menu items={items} label={t('sort')} align="end">
      {(trigger) => (
        <Button {...trigger} kind="text" size="small" icon={ArrowDownUp} aria-label={field ? t('sortedBy', { field: text(field.label) }) : t('sort')} className={styles.tool}>
          <span className={styles.toolLabel}>{field ? text(field.label) : t('sort')}</span>
        </Button>
      )}
    </Menu>
  );
}

function DisplayButton() {
  const { t } = useTranslation('list');
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Button ref={button} kind="text" size="small" icon={Columns3} aria-expanded={open} aria-haspopup="dialog" aria-label={t('display')} className={styles.tool} onClick={() => setOpen(!open)}>
        <span className={styles.toolLabel}>{t('display')}</span>
      </Button>
      {open && button.current && (
        <DisplayPanel
          anchor={button.current}
          onClose={() => {
            setOpen(false);
            button.current?.focus();
          }}
        />
      )}
    </>
  );
}
