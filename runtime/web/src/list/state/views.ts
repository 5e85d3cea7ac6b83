import { useMemo } from 'react';
import { type ConditionGroup, type EntityMeta, fieldOf, type ViewMeta, viewsOf } from '../../api/meta.ts';
import { useSetting } from '../../api/settings.ts';
import { type SharedView, useSharedViews } from '../../api/sharedViews.ts';
import { useApp } from '../../shell/app.ts';

export type ListView = {
  /** What the address calls it. */
  key: string;
  title: string;
  kind: ViewMeta['kind'];
  columns: string[];
  filter: string;
  /** Undefined where they are to be asked for. */
  conditions?: ConditionGroup | null;
  sort: string[];
  groupBy?: string;
  /** The date that a calendar goes by. */
  start?: string;
  /** Made here and not by the package, and to be changed by the user. */
  saved?: boolean;
  /** Made by somebody for others too. */
  shared?: Omit<SharedView<Definition>, 'definition'>;
};

export type SavedView = Omit<ListView, 'conditions' | 'saved' | 'shared'>;
/** What of a view is kept beside its name. */
export type Definition = Omit<SavedView, 'key' | 'title'>;
/** For whom a view is; null: nobody else. */
export type Sharing = { role: string | null; editors: 'owner' | 'all' } | null;
type Settings = { saved: SavedView[]; initial?: string };

const NOTHING: Settings = { saved: [] };
/** Kinds that are drawn as what they are, lists first. Others (timeline, map, chart) are shown as lists of the same records, so that none is out of reach. */
const KINDS: ViewMeta['kind'][] = ['list', 'kanban', 'calendar'];
const kindOf = (view: ViewMeta) => (KINDS.includes(view.kind) ? view.kind : 'list');
const EVERYTHING = 'all-records';
const FIRST_COLUMNS = 7;

/** The views of the package, those that people share and one's own, and what can be done with the latter. `asked`: the one that the address names. */
export function useViews(entity: EntityMeta, asked: string | undefined) {
  const { name: app, meta, text } = useApp();
  const [settings, save, { isLoading }] = useSetting<Settings>(app, `views.${entity.name}`, NOTHING);
  const { shared, isLoading: isSharedLoading, put, remove } = useSharedViews<Definition>(app);
  const views = useMemo(() => {
    const given = viewsOf(meta, entity.name)
      .filter((view) => canShow(view, entity))
      .sort((a, b) => placeOf(a) - placeOf(b))
      .map(
        (view): ListView => ({
          key: view.name,
          title: text(view.label),
          kind: kindOf(view),
          columns: view.columns.length > 0 || view.kind === 'list' ? view.columns : firstColumns(entity),
          filter: view.filter ?? '',
          conditions: view.filter ? view.conditions : EMPTY,
          sort: view.sort.length === 0 && view.kind === 'timeline' ? startOf(view) : view.sort,
          groupBy: view.groupBy,
          start: startOf(view)[0],
        }),
      );
    const theirs = shared
      .filter((one) => one.entity === entity.name)
      .toSorted((a, b) => a.title.localeCompare(b.title))
      .map(({ definition, ...one }): ListView => ({ ...definition, key: sharedKey(one.id), title: one.title, shared: one, saved: one.mayChange, conditions: definition.filter ? undefined : EMPTY }))
      .filter((view) => view.kind !== 'kanban' || fieldOf(entity, view.groupBy ?? ''));
    const all = [...given, ...theirs, ...settings.saved.map((view): ListView => ({ ...view, saved: true, conditions: view.filter ? undefined : EMPTY }))];
    return all.length > 0 ? all : [everything(entity, text(entity.plural))];
  }, [meta, entity, text, settings.saved, shared]);

  const keepOwn = (view: SavedView) => {
    const known = settings.saved.some((one) => one.key === view.key);
    save({ ...settings, saved: known ? settings.saved.map((one) => (one.key === view.key ? view : one)) : [...settings.saved, view] });
  };
  const removeOwn = (key: string) => save({ saved: settings.saved.filter((one) => one.key !== key), initial: settings.initial === key ? undefined : settings.initial });
  const sharedOf = (key: string) => views.find((view) => view.key === key)?.shared;
  const send = async ({ key: _, title, ...definition }: SavedView, id: string, sharing: NonNullable<Sharing>, version?: number) => put({ id, entity: entity.name, title, definition, ...sharing, version });
  const isOpen = (key: string | undefined) => key?.startsWith(SHARED);
  return {
    views,
    // Who opens a shared view sees no other before it.
    isLoading: isLoading || (isSharedLoading && isOpen(asked ?? settings.initial)),
    initial: settings.initial && views.some((view) => view.key === settings.initial) ? settings.initial : views[0]!.key,
    keep: async (view: SavedView) => {
      const at = sharedOf(view.key);
      if (at) await send(view, at.id, at, at.version);
      else keepOwn(view);
    },
    remove: async (key: string) => {
      const at = sharedOf(key);
      if (at) await remove(at.id);
      else removeOwn(key);
    },
    /** @param sharing As it was shared, if it was. */
    restore: async (view: SavedView, sharing: Sharing) => {
      if (sharing) await send(view, view.key.slice(SHARED.length), sharing);
      else save({ ...settings, saved: [...settings.saved.filter((one) => one.key !== view.key), view] });
    },
    /** Makes a view for others, for others than before, or one's own again. @returns the key that it has from then on. */
    share: async (view: SavedView, sharing: Sharing): Promise<string> => {
      const at = sharedOf(view.key);
      if (sharing) {
        const id = at?.id ?? crypto.randomUUID();
        await send(view, id, sharing, at?.version);
        if (!at) removeOwn(view.key);
        return sharedKey(id);
      }
      if (!at) return view.key;
      const key = newViewKey();
      await remove(at.id);
      keepOwn({ ...view, key });
      return key;
    },
    setInitial: (key: string) => save({ ...settings, initial: key }),
  };
}

const SHARED = 'shared-';
const sharedKey = (id: string) => `${SHARED}${id}`;

/** As whoever designed the app put them; the others follow by kind, lists first. */
function placeOf(view: ViewMeta): number {
  const order = (view.definition.options as { order?: unknown } | undefined)?.order;
  return typeof order === 'number' ? order : 1000 + KINDS.indexOf(kindOf(view));
}

/** A board goes by a choice, a calendar by a date; without one there is nothing to draw. */
function canShow(view: ViewMeta, entity: EntityMeta): boolean {
  if (view.kind === 'kanban') return fieldOf(entity, view.groupBy ?? '')?.type === 'choice';
  if (view.kind === 'calendar') return ['date', 'datetime'].includes(fieldOf(entity, String(view.definition.start))?.type ?? '');
  return true;
}

export const EMPTY: ConditionGroup = { match: 'all', conditions: [] };

/** Names of one's own views stand apart from those of the package. */
export const newViewKey = () => `my-${crypto.randomUUID().slice(0, 8)}`;

/** For an entity that the package has no view of. */
function everything(entity: EntityMeta, title: string): ListView {
  return { key: EVERYTHING, title, kind: 'list', columns: firstColumns(entity), filter: '', conditions: EMPTY, sort: [] };
}

const firstColumns = (entity: EntityMeta) =>
  entity.fields
    .filter((field) => field.origin !== 'system' && !['childList', 'manyToMany', 'longText', 'richText', 'json'].includes(field.type))
    .map((field) => field.name)
    .slice(0, FIRST_COLUMNS);

const startOf = ({ definition: { start } }: ViewMeta): string[] => (typeof start === 'string' ? [start] : []);
