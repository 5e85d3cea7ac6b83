import { Globe, Moon, Palette as PaletteGlyph, Plus, SquarePen } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { languageNames, languages } from '../i18n/index.ts';
import { chooseScheme, useScheme } from '../theme/index.ts';
import { EntityIcon } from '../ui/EntityIcon.tsx';
import { fold } from '../ui/fold.ts';
import { Icon } from '../ui/Icon.tsx';
import { SearchInput } from '../ui/Input.tsx';
import { composing } from '../ui/keys.ts';
import { useApp } from './app.ts';
import styles from './Palette.module.css';
import { paths } from './paths.ts';
import { speakTo } from './speak.ts';
import { useFound } from './useFound.ts';

type Entry = { key: string; group: string; label: string; about?: string; icon: ReactNode; find?: string; run: () => void };

/** Everything by name: records of all entities, places to go, things to make, and how the app looks. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('shell');
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const { records, searching } = useFoundEntries(typed);
  const actions = useActions();
  const entries = useMemo(() => {
    const words = fold(typed).split(/\s+/).filter(Boolean);
    const matching = actions.filter((one) => words.every((word) => fold(`${one.label} ${one.find ?? ''}`).includes(word)));
    return [...records, ...matching];
  }, [records, actions, typed]);

  useEffect(() => {
    const element = dialog.current!;
    const opener = document.activeElement as HTMLElement | null;
    element.showModal();
    return () => {
      element.close();
      opener?.focus?.();
    };
  }, []);
  const current = Math.min(at, entries.length - 1);
  useEffect(() => {
    dialog.current?.querySelector(`[data-at="${current}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const run = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    entry.run();
  };
  const keys = (e: KeyboardEvent) => {
    if (composing(e)) return;
    if (e.key === 'ArrowDown') setAt(entries.length ? (current + 1) % entries.length : 0);
    else if (e.key === 'ArrowUp') setAt(entries.length ? (current - 1 + entries.length) % entries.length : 0);
    else if (e.key === 'Enter') run(entries[current]);
    else if (e.key === 'Escape') onClose();
    else return;
    e.preventDefault();
    e.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press outside; Escape is its key
    <dialog ref={dialog} className={styles.palette} aria-label={t('search')} onCancel={(e) => e.preventDefault()} onClick={(e) => e.target === dialog.current && onClose()}>
      <SearchInput
        className={styles.search}
        value={typed}
        label={t('search')}
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={entries[current] ? `${id}-${current}` : undefined}
        onSearch={(text) => {
          setTyped(text);
          setAt(0);
        }}
        onKeyDown={keys}
      />
      <div id={id} role="listbox" aria-label={t('results')} aria-busy={searching} className={styles.list}>
        {entries.map((entry, i) => (
          <div key={entry.key} role="presentation">
            {entry.group !== entries[i - 1]?.group && (
              <div role="presentation" className={styles.group}>
                {entry.group}
              </div>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the search box, which keeps the focus */}
            <div id={`${id}-${i}`} data-at={i} role="option" tabIndex={-1} aria-selected={i === current} className={styles.entry} onPointerMove={() => i !== current && setAt(i)} onClick={() => run(entry)}>
              {entry.icon}
              <span className="one-line">{entry.label}</span>
              {entry.about && <span className={styles.about}>{entry.about}</span>}
            </div>
          </div>
        ))}
      </div>
      {entries.length === 0 && !searching && (
        <p role="status" className={styles.none}>
          {t('nothingFound', { typed })}
        </p>
      )}
    </dialog>
  );
}

function useFoundEntries(typed: string): { records: Entry[]; searching: boolean } {
  const { name, text } = useApp();
  const navigate = useNavigate();
  const { found, searching } = useFound(typed);
  return {
    searching,
    records: found.map((one) => ({
      key: `${one.entity.name}/${one.id}`,
      group: text(one.entity.plural),
      label: one.title,
      about: one.code,
      icon: <EntityIcon entity={one.entity} />,
      run: () => void navigate(paths.record(name, one.entity.name, one.id)),
    })),
  };
}

function useActions(): Entry[] {
  const { name, meta, text, entity, language } = useApp();
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const scheme = useScheme();
  return useMemo(() => {
    const entities = [...new Set(meta.navigation.flatMap((group) => group.items))].flatMap((item) => entity(item) ?? []);
    const readings = (label: { reading?: Record<string, string>; name: string }) => `${label.name} ${Object.values(label.reading ?? {}).join(' ')}`;
    return [
      ...entities.map((one): Entry => ({ key: `go ${one.name}`, group: t('go'), label: text(one.plural), find: readings(one), icon: <EntityIcon entity={one} />, run: () => void navigate(paths.list(name, one.name)) })),
      ...entities.map(
        (one): Entry => ({
          key: `create ${one.name}`,
          group: t('create'),
          label: t('createOne', { entity: text(one.label) }),
          find: `new ${readings(one)}`,
          icon: <Icon of={Plus} />,
          run: () => void navigate(paths.create(name, one.name)),
        }),
      ),
      ...languages
        .filter((one) => one !== language)
        .map((one): Entry => ({ key: one, group: t('settings'), label: t('speak', { language: languageNames[one] }), find: 'language 言語', icon: <Icon of={Globe} />, run: () => void speakTo(one) })),
      {
        key: 'scheme',
        group: t('settings'),
        label: t(scheme === 'dark' ? 'toLight' : 'toDark'),
        find: 'theme',
        icon: <Icon of={scheme === 'dark' ? PaletteGlyph : Moon} />,
        run: () => chooseScheme(scheme === 'dark' ? 'light' : 'dark'),
      },
      ...(meta.user.administrator ? [{ key: 'design', group: t('settings'), label: t('editApp'), find: 'design デザイン', icon: <Icon of={SquarePen} />, run: () => window.location.assign(paths.design(name)) }] : []),
    ];
  }, [name, meta, text, entity, language, t, navigate, scheme]);
}
