import { useTranslation } from '@lowcodecrm/web/i18n';
import { useApp } from '@lowcodecrm/web/shell';
import { Icon, IconButton, Select } from '@lowcodecrm/web/ui';
import { ArrowDown, ArrowUp, GripVertical, X } from 'lucide-react';
import { ConditionSetting } from '../conditions/index.ts';
import { change, type EntityDraft, type JsonObject, moved, useDraft } from '../draft/index.ts';
import { Row, Section } from '../parts/Settings.tsx';
import { typeIcon } from '../parts/typeIcons.ts';
import { UsedIn } from '../parts/UsedIn.tsx';
import { useReorder } from '../parts/useReorder.ts';
import styles from './Views.module.css';
import { type Kind, kinds, putColumns, putSort, type Sorting, type ViewDraft } from './viewFiles.ts';

const unlisted = ['childList', 'manyToMany', 'json', 'id'];

/** What a view shows: of which records, which fields, in which order. */
export function ViewInspector({ entity, view, title }: { entity: EntityDraft; view: ViewDraft; title: string }) {
  const { t } = useTranslation('views');
  const { store } = useDraft();
  const { meta, text } = useApp();
  const described = meta.entities.find((one) => one.name === entity.name);
  const fields = (described?.fields ?? []).filter((field) => !unlisted.includes(field.type) && field.name !== 'version');
  const nameOf = (name: string) => text(described?.fields.find((field) => field.name === name)?.label) || name;
  const options = (of: typeof fields) => of.map((field) => ({ value: field.name, label: text(field.label) || field.name, find: `${field.name} ${text(field.reading)}` }));
  const edit = (work: (value: JsonObject) => void) => change(store, t('changed', { view: title }), (edits) => work(edits.json(view.file)));
  const putOne = (key: string, value: string | undefined) =>
    edit((file) => {
      if (value) file[key] = value;
      else delete file[key];
    });
  const choices = fields.filter((field) => field.type === 'choice');
  const dates = fields.filter((field) => field.type === 'date' || field.type === 'datetime');
  const possible = kinds.filter((kind) => (kind === 'kanban' ? choices.length : kind === 'calendar' ? dates.length : 1));
  const setKind = (kind: Kind) =>
    edit((file) => {
      file.kind = kind;
      if (kind === 'kanban' && !choices.some((field) => field.name === view.groupBy)) file.groupBy = choices[0]!.name;
      if (kind === 'calendar' && !dates.some((field) => field.name === view.start)) file.start = dates[0]!.name;
    });
  return (
    <aside className={styles.inspector} aria-label={t('forms:inspector')}>
      <Section title={t('what')}>
        <Row label={t('kind')}>
          {(control) => <Select {...control} label={t('kind')} value={view.kind as Kind} onValue={(kind) => kind && setKind(kind)} options={possible.map((value) => ({ value, label: t(`kinds.${value}`) }))} />}
        </Row>
        <ConditionSetting entity={entity.name} label={t('filter')} text={view.filter} empty={t('everything')} listed onText={(filter) => putOne('filter', filter || undefined)} />
        {(view.kind === 'kanban' || view.groupBy) && (
          <Row label={t(view.kind === 'kanban' ? 'columnsBy' : 'groupBy')}>
            {(control) => (
              <Select {...control} label={t('columnsBy')} value={view.groupBy ?? null} clearable={view.kind !== 'kanban'} onValue={(name) => putOne('groupBy', name ?? undefined)} options={options(choices)} />
            )}
          </Row>
        )}
        {view.kind === 'calendar' && (
          <Row label={t('day')}>{(control) => <Select {...control} label={t('day')} value={view.start ?? null} onValue={(name) => name && putOne('start', name)} options={options(dates)} />}</Row>
        )}
      </Section>
      <Names
        title={t(view.kind === 'list' ? 'columns' : 'cardFields')}
        add={t(view.kind === 'list' ? 'addColumn' : 'addCardField')}
        names={view.columns}
        nameOf={nameOf}
        typeOf={(name) => described?.fields.find((field) => field.name === name)?.type ?? 'text'}
        rest={options(fields.filter((field) => !view.columns.includes(field.name)))}
        onNames={(names) => edit((file) => putColumns(file, names))}
      />
      <Sort sort={view.sort} nameOf={nameOf} rest={options(fields.filter((field) => !view.sort.some((one) => one.field === field.name)))} onSort={(sort) => edit((file) => putSort(file, sort))} />
      <UsedIn of={{ kind: 'view', entity: entity.name, name: view.name }} />
    </aside>
  );
}

type Choice = { value: string; label: string; find?: string };

function Names({
  title,
  add,
  names,
  nameOf,
  typeOf,
  rest,
  onNames,
}: {
  title: string;
  add: string;
  names: string[];
  nameOf: (name: string) => string;
  typeOf: (name: string) => string;
  rest: Choice[];
  onNames: (names: string[]) => void;
}) {
  const { t } = useTranslation('views');
  const reorder = useReorder(
    names.length,
    (from, to) => onNames(moved(names, from, to)),
    (position) => t('data:movedTo', { position, count: names.length }),
  );
  return (
    <Section title={title}>
      <ul className={styles.names}>
        {names.map((name, i) => (
          <li key={name} className={styles.item} data-column={name} {...reorder.item(i)}>
            <button type="button" className={styles.handle} {...reorder.handle(i)} aria-label={t('data:moveField', { field: nameOf(name) })}>
              <Icon of={GripVertical} size={14} />
            </button>
            <Icon of={typeIcon(typeOf(name))} color="var(--text2)" />
            <span className={`one-line ${styles.grows}`}>{nameOf(name)}</span>
            <IconButton icon={X} size="small" label={t('takeOff', { what: nameOf(name) })} disabled={names.length === 1} onClick={() => onNames(names.filter((one) => one !== name))} />
          </li>
        ))}
      </ul>
      {rest.length > 0 && <Select label={add} placeholder={add} value={null} onValue={(name) => name && onNames([...names, name])} options={rest} />}
    </Section>
  );
}

function Sort({ sort, nameOf, rest, onSort }: { sort: Sorting[]; nameOf: (name: string) => string; rest: Choice[]; onSort: (sort: Sorting[]) => void }) {
  const { t } = useTranslation('views');
  const reorder = useReorder(
    sort.length,
    (from, to) => onSort(moved(sort, from, to)),
    (position) => t('data:movedTo', { position, count: sort.length }),
  );
  return (
    <Section title={t('sort')}>
      {sort.length > 0 && (
        <ul className={styles.names}>
          {sort.map((one, i) => (
            <li key={one.field} className={styles.item} {...reorder.item(i)}>
              <button type="button" className={styles.handle} {...reorder.handle(i)} aria-label={t('data:moveField', { field: nameOf(one.field) })}>
                <Icon of={GripVertical} size={14} />
              </button>
              <span className={`one-line ${styles.grows}`}>{nameOf(one.field)}</span>
              <IconButton
                icon={one.falling ? ArrowDown : ArrowUp}
                size="small"
                label={t(one.falling ? 'falling' : 'rising', { what: nameOf(one.field) })}
                onClick={() => onSort(sort.map((other) => (other === one ? { ...one, falling: !one.falling } : other)))}
              />
              <IconButton icon={X} size="small" label={t('takeOff', { what: nameOf(one.field) })} onClick={() => onSort(sort.filter((other) => other !== one))} />
            </li>
          ))}
        </ul>
      )}
      {rest.length > 0 && <Select label={t('addSort')} placeholder={t('addSort')} value={null} onValue={(field) => field && onSort([...sort, { field, falling: false }])} options={rest} />}
    </Section>
  );
}
