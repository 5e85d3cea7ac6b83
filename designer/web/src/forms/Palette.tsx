import { useDraggable } from '@dnd-kit/core';
import { inLanguage } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { composing, fold, Icon, type LucideIcon, SearchInput } from '@lowcodecrm/web/ui';
import { Columns2, Ellipsis, GripVertical, Heading, Minus, PanelTop, TextQuote } from 'lucide-react';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { useFieldTypes } from '../parts/fieldTypes.ts';
import { typeIcon } from '../parts/typeIcons.ts';
import { AskField } from './AskField.tsx';
import { type Fresh, useDesign } from './design.ts';
import styles from './Palette.module.css';

/** The kinds of field that most forms are made of; the others stand behind one entry. */
const usual = ['text', 'longText', 'decimal', 'money', 'date', 'choice', 'lookup', 'boolean', 'phone', 'childList'];
const layouts: [string, LucideIcon][] = [
  ['Group', Heading],
  ['HorizontalLayout', Columns2],
  ['Categorization', PanelTop],
  ['Divider', Minus],
  ['Label', TextQuote],
];

/** What can be put on the form: its fields that are not on it yet, new ones, and parts of the layout. Dragged, or pressed to land after what is chosen. */
export function Palette({ placed }: { placed: ReadonlySet<string> }) {
  const { t, i18n } = useTranslation('forms');
  const design = useDesign();
  const types = useFieldTypes().data?.value ?? [];
  const [typed, setTyped] = useState('');
  const [more, setMore] = useState(false);
  const own = useMemo(() => design.entity.fields.filter((field) => !placed.has(field.name)), [design.entity, placed]);
  const system = (design.meta?.fields ?? []).filter((field) => field.origin === 'system' && !['id', 'version'].includes(field.name) && !placed.has(field.name) && !own.some((one) => one.name === field.name));
  const matches = (text: string) => fold(text).includes(fold(typed));
  const unplaced = [...own.map((field) => ({ name: field.name, type: field.type as string })), ...(typed ? system.map((field) => ({ name: field.name, type: field.type as string })) : [])].filter((field) =>
    matches(`${field.name} ${design.labelOfField(field.name)}`),
  );
  const shownTypes = (typed ? types : usual.flatMap((name) => types.find((one) => one.type === name) ?? [])).filter((type) => matches(`${type.type} ${Object.values(type.label).join(' ')}`));
  const shownLayouts = layouts.filter(([type]) => matches(t(`elements.${type}`)));
  const walk = (e: KeyboardEvent<HTMLElement>) => {
    if (composing(e) || !['ArrowDown', 'ArrowUp'].includes(e.key)) return;
    const all = [...e.currentTarget.querySelectorAll<HTMLElement>('button, input')];
    const next = all[all.indexOf(document.activeElement as HTMLElement) + (e.key === 'ArrowDown' ? 1 : -1)];
    if (!next) return;
    e.preventDefault();
    next.focus();
  };
  return (
    <aside className={styles.palette} aria-label={t('palette')} onKeyDown={walk}>
      <h2>{t('palette')}</h2>
      <SearchInput value={typed} onSearch={setTyped} label={t('find')} />
      {(unplaced.length > 0 || !typed) && (
        <section>
          <h3>
            {t('unplaced')} <span className={styles.count}>{own.length}</span>
          </h3>
          {unplaced.length === 0 && <p className={styles.none}>{t('allPlaced')}</p>}
          <div className={styles.fields}>
            {unplaced.map((field) => (
              <Entry key={field.name} fresh={{ kind: 'field', name: field.name }} icon={typeIcon(field.type)} label={design.labelOfField(field.name)} row />
            ))}
          </div>
        </section>
      )}
      {shownTypes.length > 0 && (
        <section>
          <h3>{t('newFields')}</h3>
          <div className={styles.tiles}>
            {shownTypes.map((type) => (
              <Entry key={type.type} fresh={{ kind: 'type', type: type.type }} icon={typeIcon(type.type)} label={inLanguage(type.label, i18n.language)} />
            ))}
            {!typed && (
              <button type="button" className={styles.tile} onClick={() => setMore(true)}>
                <Icon of={Ellipsis} />
                <span className="one-line">{t('moreTypes')}</span>
              </button>
            )}
          </div>
        </section>
      )}
      {shownLayouts.length > 0 && (
        <section>
          <h3>{t('layout')}</h3>
          <div className={styles.tiles}>
            {shownLayouts.map(([type, icon]) => (
              <Entry key={type} fresh={{ kind: 'layout', type }} icon={icon} label={t(`elements.${type}`)} />
            ))}
          </div>
        </section>
      )}
      {typed && unplaced.length + shownTypes.length + shownLayouts.length === 0 && <p className={styles.none}>{t('nothingFound', { typed })}</p>}
      {more && <AskField onClose={() => setMore(false)} />}
    </aside>
  );
}

function Entry({ fresh, icon, label, row }: { fresh: Fresh; icon: LucideIcon; label: string; row?: boolean }) {
  const { t } = useTranslation('forms');
  const { add } = useDesign();
  const id = `new:${fresh.kind}:${fresh.kind === 'field' ? fresh.name : fresh.type}`;
  const { setNodeRef, listeners, isDragging } = useDraggable({ id, data: { fresh } });
  return (
    <button
      ref={setNodeRef}
      {...listeners}
      type="button"
      data-new={fresh.kind === 'field' ? fresh.name : fresh.type}
      className={row ? styles.field : styles.tile}
      data-dragging={isDragging || undefined}
      title={t('addHint')}
      onClick={() => add(fresh)}
    >
      {row && <Icon of={GripVertical} size={14} className={styles.grip} />}
      <Icon of={icon} />
      <span className="one-line">{label}</span>
    </button>
  );
}
