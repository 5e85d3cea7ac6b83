import { useCallback, useMemo } from 'react';
import { type ConditionGroup, type EntityMeta, fieldOf, type ViewMeta, viewsOf } from '../../api/meta.ts';
import { useSetting } from '../../api/settings.ts';
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
  /** One's own, which can be changed. */
  saved?: boolean;
};

export type SavedView = Omit<ListView, 'conditions' | 'saved'>;
type Settings = { saved: SavedView[]; initial?: string };

const NOTHING: Settings = { saved: [] };
/** Kinds that are shown here, lists first. */
const KINDS: ViewMeta['kind'][] = ['list', 'kanban', 'calendar'];
const EVERYTHING = 'all-records';
const FIRST_COLUMNS = 7;

/** The views of the package and one's own, and what can be done with the latter. */
export function useViews(entity: EntityMeta) {
  const { name: app, meta, text } = useApp();
  const [settings, save, { isLoading }] = useSetting<Settings>(app, `views.${entity.name}`, NOTHING);
  const views = useMemo(() => {
    const given = viewsOf(meta, entity.name)
      .filter((view) => KINDS.includes(view.kind) && canShow(view, entity))
      .sort((a, b) => placeOf(a) - placeOf(b))
      .map(
        (view): ListView => ({
          key: view.name,
          title: text(view.label),
          kind: view.kind,
          columns: view.columns,
          filter: view.filter ?? '',
          conditions: view.filter ? view.conditions : EMPTY,
          sort: view.sort,
          groupBy: view.groupBy,
          start: typeof view.definition.start === 'string' ? view.definition.start : undefined,
        }),
      );
    const all = [...given, ...settings.saved.map((view): ListView => ({ ...view, saved: true, conditions: view.filter ? undefined : EMPTY }))];
    return all.length > 0 ? all : [everything(entity, text(entity.plural))];
  }, [meta, entity, text, settings.saved]);

  const keep = useCallback(
    (view: SavedView) => {
      const known = settings.saved.some((one) => one.key === view.key);
      save({ ...settings, saved: known ? settings.saved.map((one) => (one.key === view.key ? view : one)) : [...settings.saved, view] });
    },
    [settings, save],
  );
  return {
    views,
    isLoading,
    initial: settings.initial && views.some((view) => view.key === settings.initial) ? settings.initial : views[0]!.key,
    keep,
    remove: (key: string) => save({ saved: settings.saved.filter((one) => one.key !== key), initial: settings.initial === key ? undefined : settings.initial }),
    restore: (view: SavedView) => save({ ...settings, saved: [...settings.saved.filter((one) => one.key !== view.key), view] }),
    setInitial: (key: string) => save({ ...settings, initial: key }),
  };
}

/** As whoever designed the app put them; the others follow by kind, lists first. */
function placeOf(view: ViewMeta): number {
  const order = (view.definition.options as { order?: unknown } | undefined)?.order;
  return typeof order === 'number' ? order : 1000 + KINDS.indexOf(view.kind);
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
  const columns = entity.fields.filter((field) => field.origin !== 'system' && !['childList', 'manyToMany', 'longText', 'richText', 'json'].includes(field.type)).map((field) => field.name);
  return { key: EVERYTHING, title, kind: 'list', columns: columns.slice(0, FIRST_COLUMNS), filter: '', conditions: EMPTY, sort: [] };
}
