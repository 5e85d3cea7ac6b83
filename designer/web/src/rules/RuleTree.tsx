import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button, EntityIcon, fold, Icon, type LucideIcon, SearchInput } from '@lowcodecrm/web/ui';
import { CalendarClock, ChevronDown, ChevronRight, FileCode, FlaskConical, Plus, SquareFunction, Table2, Workflow } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { asText, entitiesOf, labelOf, useDraft } from '../draft/index.ts';
import { kindIcons } from './kinds.ts';
import styles from './Rules.module.css';
import { type Rule, type Span, type Structure, useStructures } from './structure.ts';

/** `words`: what people call it; `name`: as it is written. */
type Item = { key: string; path: string; icon: LucideIcon; kind: string; words: string; name: string; span: Span; nameSpan: Span };
type Group = { key: string; label: string; lead: ReactNode; items: Item[] };

/** All rules, by what they are about, wherever they are written; then the files. */
export function RuleTree({ path, cursor, onOpen, onAdd, onRecord }: { path: string; cursor: number; onOpen: (file: string, place?: { start: number; length: number }) => void; onAdd: () => void; onRecord: () => void }) {
  const { t } = useTranslation('rules');
  const [typed, setTyped] = useState('');
  const [toggled, setToggled] = useState<Record<string, boolean>>({});
  const { groups, files } = useGroups();
  const wanted = fold(typed);
  return (
    <nav className={styles.tree} aria-label={t('title')}>
      <div className={styles.find}>
        <SearchInput value={typed} onSearch={setTyped} label={t('find')} />
      </div>
      <Button kind="text" icon={Plus} onClick={onAdd} className={styles.add}>
        {t('add')}
      </Button>
      <Button kind="text" icon={FlaskConical} onClick={onRecord} className={styles.add}>
        {t('record.button')}
      </Button>
      {groups.map((group) => {
        const items = group.items.filter((item) => !wanted || fold(`${group.label} ${item.words} ${item.name} ${item.kind}`).includes(wanted));
        if (items.length === 0) return null;
        const open = wanted !== '' || (toggled[group.key] ?? items.some((item) => item.path === path));
        return (
          <section key={group.key}>
            <button type="button" className={styles.group} aria-expanded={open} onClick={() => setToggled({ ...toggled, [group.key]: !open })}>
              <Icon of={open ? ChevronDown : ChevronRight} size={14} />
              {group.lead}
              <span className="one-line">{group.label}</span>
              <span className={styles.count}>{items.length}</span>
            </button>
            {open && (
              <ul>
                {items.map((item) => {
                  const current = item.path === path && cursor >= item.span.start && cursor <= item.span.end;
                  return (
                    <li key={item.key}>
                      <button
                        type="button"
                        className={styles.item}
                        aria-current={current || undefined}
                        title={item.words === item.name ? `${item.kind} ${item.name}` : `${item.kind}: ${item.words}\n${item.name}`}
                        onClick={() => onOpen(item.path, { start: item.nameSpan.start, length: item.nameSpan.length })}
                      >
                        <Icon of={item.icon} size={14} />
                        <span className="one-line">{item.words}</span>
                        <span className="visually-hidden">{item.kind}</span>
                      </button>
                    </li>
                  );
                })}
              </ul>
            )}
          </section>
        );
      })}
      <h2>{t('files')}</h2>
      <ul>
        {files.map((file) => (
          <li key={file}>
            <button type="button" className={styles.item} aria-current={file === path || undefined} onClick={() => onOpen(file)}>
              <Icon of={FileCode} size={14} />
              <span className="one-line">{file.slice('rules/'.length)}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const titleAt = (structure: Structure | undefined, start: number) => structure?.titles?.find((one) => one.start === start)?.title;
const plainName = (rule: Rule) => (rule.name.startsWith(`${rule.kind} `) ? rule.name.slice(rule.kind.length + 1) : rule.name);

function useGroups(): { groups: Group[]; files: string[] } {
  const { t, i18n } = useTranslation('rules');
  const { store } = useDraft();
  const structures = useStructures();
  const rulesOf = (entity: string) =>
    structures.flatMap(({ path, structure }) =>
      (structure?.rules ?? [])
        .filter((block) => block.entity.text === entity)
        .flatMap((block) =>
          block.rules.map((rule) => ({
            words: titleAt(structure, rule.span.start) ?? plainName(rule),
            key: `${path}:${rule.span.start}`,
            path,
            icon: kindIcons[rule.kind],
            kind: t(`kinds.${rule.kind}`),
            name: plainName(rule),
            span: rule.span,
            nameSpan: rule.nameSpan,
          })),
        ),
    );
  const named = (kind: 'functions' | 'processes' | 'tables' | 'automations', icon: LucideIcon) =>
    structures.flatMap(({ path, structure }) =>
      (structure?.[kind] ?? []).map((one) => ({
        key: `${path}:${one.span.start}`,
        path,
        icon,
        kind: t(kind),
        words: titleAt(structure, one.span.start) ?? one.name.text,
        name: one.name.text,
        span: one.span,
        nameSpan: one.name.span,
      })),
    );
  const known = entitiesOf(store);
  const entities = known.map((entity) => ({
    key: `entity ${entity.name}`,
    label: labelOf(store, entity.value, i18n.language, entity.name),
    lead: <EntityIcon entity={{ icon: asText(entity.crm.icon), color: asText(entity.crm.color) }} />,
    items: rulesOf(entity.name),
  }));
  // Rules for what there is not are shown too: they are to be mended.
  const unknown = [...new Set(structures.flatMap(({ structure }) => structure?.rules.map((block) => block.entity.text) ?? []))]
    .filter((name) => !known.some((entity) => entity.name === name))
    .map((name) => ({ key: `entity ${name}`, label: name, lead: null, items: rulesOf(name) }));
  return {
    groups: [
      ...entities,
      ...unknown,
      { key: 'processes', label: t('processes'), lead: <Icon of={Workflow} size={14} />, items: named('processes', Workflow) },
      { key: 'tables', label: t('tables'), lead: <Icon of={Table2} size={14} />, items: named('tables', Table2) },
      { key: 'automations', label: t('automations'), lead: <Icon of={CalendarClock} size={14} />, items: named('automations', CalendarClock) },
      { key: 'functions', label: t('functions'), lead: <Icon of={SquareFunction} size={14} />, items: named('functions', SquareFunction) },
    ],
    files: structures.map((one) => one.path),
  };
}
