import type { Label } from '@lowcodecrm/web/api';
import { asArray, asObject, asText, type DraftStore, type Json, type JsonObject } from '../draft/index.ts';

/** Kinds of view that are designed here. */
export const kinds = ['list', 'kanban', 'calendar'] as const;
export type Kind = (typeof kinds)[number];
export type Sorting = { field: string; falling: boolean };
export type ViewDraft = {
  name: string;
  file: string;
  value: JsonObject;
  title: Label | string | undefined;
  kind: string;
  columns: string[];
  filter: string;
  sort: Sorting[];
  groupBy?: string;
  start?: string;
  order: number;
};

export const viewFile = (entity: string, name: string) => `views/${entity}.${name}.json`;

function fieldIn(one: Json): string[] {
  const name = typeof one === 'string' ? one : asText(asObject(one)?.field);
  return name ? [name] : [];
}

/** The views of an entity, in the order in which they are offered. */
export function viewsOf(store: DraftStore, entity: string): ViewDraft[] {
  const start = `views/${entity}.`;
  return [...store.snapshot().files.keys()]
    .filter((path) => path.startsWith(start) && path.endsWith('.json'))
    .flatMap((path): ViewDraft[] => {
      const value = store.json(path);
      if (!value) return [];
      const kind = asText(value.kind) ?? 'list';
      const order = asObject(value.options)?.order;
      return [
        {
          name: path.slice(start.length, -5),
          file: path,
          value,
          title: value.title as Label | undefined,
          kind,
          columns: asArray(value.columns).flatMap(fieldIn),
          filter: asText(value.filter) ?? '',
          sort: asArray(value.sort).flatMap((one) => {
            const text = asText(one);
            const object = asObject(one);
            if (text) return [{ field: text.replace(/^-/, ''), falling: text.startsWith('-') }];
            return object && asText(object.field) ? [{ field: asText(object.field)!, falling: object.descending === true }] : [];
          }),
          groupBy: asText(value.groupBy),
          start: asText(value.start),
          order: typeof order === 'number' ? order : 1000 + Math.max(0, kinds.indexOf(kind as Kind)),
        },
      ];
    })
    .sort((a, b) => a.order - b.order || a.name.localeCompare(b.name));
}

/** Columns by name, with what else their entries say kept. */
export const putColumns = (value: JsonObject, names: string[]) => {
  const before = new Map(asArray(value.columns).map((one) => [fieldIn(one)[0], one]));
  value.columns = names.map((name) => before.get(name) ?? name);
};

export const putSort = (value: JsonObject, sort: Sorting[]) => {
  if (sort.length > 0) value.sort = sort.map((one) => `${one.falling ? '-' : ''}${one.field}`);
  else delete value.sort;
};
