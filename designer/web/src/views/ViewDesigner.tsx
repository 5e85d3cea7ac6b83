import { inLanguage, type Label } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { useApp } from '@lowcodecrm/web/shell';
import { Button, EmptyState, EntityIcon, Icon, IconButton, Menu } from '@lowcodecrm/web/ui';
import { Calendar, ChevronDown, Copy, Ellipsis, GripVertical, List, Pencil, Plus, SquareKanban, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { asText, change, Edits, type EntityDraft, entitiesOf, freeName, freshId, labelOf, moved, nameFrom, useDraft } from '../draft/index.ts';
import { TitleDialog } from '../forms/FormMenu.tsx';
import { useReorder } from '../parts/useReorder.ts';
import { useDesigner } from '../shell/designer.ts';
import { InBar } from '../shell/InBar.tsx';
import { ViewInspector } from './ViewInspector.tsx';
import { ViewPreview } from './ViewPreview.tsx';
import styles from './Views.module.css';
import { type Kind, kinds, putColumns, putSort, type ViewDraft, viewFile } from './viewFiles.ts';

export const kindIcons = { list: List, kanban: SquareKanban, calendar: Calendar };

/** The views of an entity: in their order at the left, the open one as people will see it, and what it is made of. */
export function ViewDesigner({ entity, views, view }: { entity: EntityDraft; views: ViewDraft[]; view: ViewDraft | undefined }) {
  const { t, i18n } = useTranslation('views');
  const { store } = useDraft();
  const { meta } = useApp();
  const { path } = useDesigner();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<{ what: 'add'; kind: Kind } | { what: 'rename' | 'copy' } | null>(null);
  const titleOf = (one: ViewDraft) => inLanguage(one.title, i18n.language, meta) || one.name;
  const nameOf = (one: EntityDraft) => labelOf(store, one.value, i18n.language, one.name);
  const address = (name: string, of = entity.name) => path(`views/${encodeURIComponent(of)}${name && `/${encodeURIComponent(name)}`}`);
  const choice = entity.fields.find((field) => field.type === 'choice');
  const date = entity.fields.find((field) => field.type === 'date' || field.type === 'datetime');
  const possible = kinds.filter((kind) => (kind === 'kanban' ? choice : kind === 'calendar' ? date : true));

  const make = (title: Label, kind: Kind, from?: ViewDraft) => {
    const name = freeName(
      nameFrom(title.en || Object.values(title)[0]!, kind),
      views.map((one) => one.name),
      'option',
    );
    const display = asText(entity.crm.display);
    const columns = [...new Set([display, ...entity.fields.map((field) => field.name)])].filter((one): one is string => {
      const field = entity.fields.find((known) => known.name === one);
      return field !== undefined && !['childList', 'manyToMany', 'longText', 'richText', 'json', 'image', 'file'].includes(field.type);
    });
    change(store, t('added', { view: inLanguage(title, i18n.language, meta) }), (edits) => {
      edits.put(viewFile(entity.name, name), {
        ...(from ? structuredClone(from.value) : { kind, columns: columns.slice(0, kind === 'list' ? 6 : 3), ...(kind === 'kanban' && { groupBy: choice!.name }), ...(kind === 'calendar' && { start: date!.name }) }),
        id: freshId('v'),
        title,
      });
    });
    void navigate(address(name));
  };
  const reorder = useReorder(
    views.length,
    (from, to) =>
      change(store, t('reordered'), (edits) => {
        for (const [i, one] of moved(views, from, to).entries()) Edits.within(edits.json(one.file), 'options').order = i + 1;
      }),
    (position) => t('data:movedTo', { position, count: views.length }),
  );
  return (
    <div className={styles.page} data-alone={view ? undefined : true}>
      <InBar>
        <Menu
          label={t('forms:entities')}
          items={entitiesOf(store).map((one) => ({
            key: one.name,
            label: nameOf(one),
            lead: <EntityIcon entity={{ icon: asText(one.crm.icon), color: asText(one.crm.color) }} size={16} />,
            checked: one.name === entity.name,
            onSelect: () => void navigate(address('', one.name)),
          }))}
        >
          {(trigger) => (
            <button type="button" className={styles.trigger} {...trigger}>
              <span className="one-line">{nameOf(entity)}</span>
              <Icon of={ChevronDown} size={14} />
            </button>
          )}
        </Menu>
      </InBar>
      <aside className={styles.list} aria-label={t('viewsOf', { entity: nameOf(entity) })}>
        <h2>{t('viewsOf', { entity: nameOf(entity) })}</h2>
        <ul className={styles.names}>
          {views.map((one, i) => (
            <li key={one.name} className={styles.item} {...reorder.item(i)}>
              <button type="button" className={styles.handle} {...reorder.handle(i)} aria-label={t('data:moveField', { field: titleOf(one) })}>
                <Icon of={GripVertical} size={14} />
              </button>
              <Link to={address(one.name)} aria-current={one === view ? 'page' : undefined} className={styles.view}>
                <Icon of={kindIcons[one.kind as Kind] ?? List} />
                <span className="one-line">{titleOf(one)}</span>
              </Link>
            </li>
          ))}
        </ul>
        <Menu label={t('add')} items={possible.map((kind) => ({ key: kind, label: t(`kinds.${kind}`), icon: kindIcons[kind], onSelect: () => setDialog({ what: 'add', kind }) }))}>
          {(trigger) => (
            <Button kind="text" icon={Plus} className={styles.add} {...trigger}>
              {t('add')}
            </Button>
          )}
        </Menu>
      </aside>
      {view ? (
        <>
          <section className={styles.center} aria-label={titleOf(view)}>
            <header className={styles.head}>
              <h1 className="one-line">{titleOf(view)}</h1>
              <Menu
                label={t('menu')}
                align="end"
                items={[
                  { key: 'rename', label: t('rename'), icon: Pencil, onSelect: () => setDialog({ what: 'rename' }) },
                  { key: 'copy', label: t('copy'), icon: Copy, onSelect: () => setDialog({ what: 'copy' }) },
                  {
                    key: 'remove',
                    label: t('remove'),
                    icon: Trash2,
                    danger: true,
                    onSelect: () => {
                      store.edit(t('removed', { view: titleOf(view) }), [{ path: view.file, text: null }]);
                      void navigate(address(''));
                    },
                  },
                ]}
              >
                {(trigger) => <IconButton icon={Ellipsis} label={t('menu')} {...trigger} />}
              </Menu>
            </header>
            <ViewPreview
              entity={entity.name}
              view={view}
              title={titleOf(view)}
              onColumns={(names) => change(store, t('changed', { view: titleOf(view) }), (edits) => putColumns(edits.json(view.file), [...names, ...view.columns.filter((name) => !names.includes(name))]))}
              onSort={(sort) =>
                change(store, t('changed', { view: titleOf(view) }), (edits) =>
                  putSort(
                    edits.json(view.file),
                    sort.map((name) => ({ field: name.replace(/^-/, ''), falling: name.startsWith('-') })),
                  ),
                )
              }
            />
          </section>
          <ViewInspector key={view.file} entity={entity} view={view} title={titleOf(view)} />
        </>
      ) : (
        <EmptyState
          title={t('none', { entity: nameOf(entity) })}
          actions={
            <Button kind="primary" icon={Plus} onClick={() => setDialog({ what: 'add', kind: 'list' })}>
              {t('add')}
            </Button>
          }
        >
          {t('noneText')}
        </EmptyState>
      )}
      {dialog && (
        <TitleDialog
          title={dialog.what === 'add' ? t('add') : t(dialog.what)}
          value={dialog.what === 'rename' ? view?.title : undefined}
          submit={dialog.what === 'rename' ? t('common:save') : t('forms:add')}
          onClose={() => setDialog(null)}
          onTitle={(title) => {
            setDialog(null);
            if (dialog.what === 'add') make(title, dialog.kind);
            else if (dialog.what === 'copy') make(title, view!.kind as Kind, view);
            else
              change(store, t('changed', { view: inLanguage(title, i18n.language, meta) }), (edits) => {
                edits.json(view!.file).title = title;
              });
          }}
        />
      )}
    </div>
  );
}
