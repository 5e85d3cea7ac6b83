import { type QueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { get, keepVersion } from './http.ts';

/** A text in every language of the app. */
export type Label = Record<string, string>;

export type FieldType =
  | 'id'
  | 'text'
  | 'longText'
  | 'richText'
  | 'integer'
  | 'decimal'
  | 'money'
  | 'percent'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'time'
  | 'duration'
  | 'choice'
  | 'multiChoice'
  | 'tags'
  | 'lookup'
  | 'user'
  | 'childList'
  | 'manyToMany'
  | 'email'
  | 'phone'
  | 'url'
  | 'file'
  | 'image'
  | 'autoNumber'
  | 'currency'
  | 'personName'
  | 'address'
  | 'geo'
  | 'rating'
  | 'json';

export type Option = { id: string; value: string; label: Label; reading?: Label; color?: string };

export type FieldMeta = {
  id: string;
  name: string;
  /** What it is called in records and queries: `account_id` for a lookup `account`. */
  property: string;
  type: FieldType;
  label: Label;
  reading?: Label;
  description?: Label;
  origin: 'entered' | 'system' | 'computed' | 'computedOnRead' | 'rollup';
  required: boolean;
  readonly: boolean;
  maxLength?: number;
  min?: number;
  max?: number;
  scale?: number;
  precision?: number;
  pattern?: string;
  default?: unknown;
  options?: Option[];
  /** The entity that it refers to or lists. */
  target?: string;
  /** The lookup of a child that leads back here. */
  via?: string;
  onDelete?: 'restrict' | 'cascade' | 'setEmpty';
};

export type AskedField = { field: string; property: string; required: boolean };
export type TransitionMeta = { name: string; label: Label; from: string[]; to: string; ask: AskedField[] };
/** The way that records take over the values of a choice. */
export type ProcessMeta = { name: string; label: Label; field: string; states: { value: string; initial: boolean; final: boolean }[]; transitions: TransitionMeta[] };

export type EntityMeta = {
  id: string;
  name: string;
  system?: boolean;
  label: Label;
  plural: Label;
  reading?: Label;
  description?: Label;
  icon?: string;
  color?: string;
  /** The field that a record is called by. */
  display: string;
  keys: string[][];
  search: string[];
  history: boolean;
  fields: FieldMeta[];
  processes?: ProcessMeta[];
  approvals?: { name: string; label: Label; locked: string[] }[];
};

export type FormMeta = { id: string; name: string; entity: string; label: Label; generated?: boolean; layout: UiElement };
/** A JSON Forms UI schema, with labels by language. */
export type UiElement = { type: string; scope?: string; label?: Label | string | boolean; title?: Label; elements?: UiElement[]; options?: Record<string, unknown>; [other: string]: unknown };

export type Condition = { path: string; operator: string; value?: unknown };
/** What a filter says, where it is simple enough to be shown as chips. */
export type ConditionGroup = { match: 'all' | 'any'; conditions: (Condition | ConditionGroup)[] };
export type ViewMeta = {
  id: string;
  name: string;
  entity: string;
  label: Label;
  generated?: boolean;
  kind: 'list' | 'kanban' | 'calendar' | 'timeline' | 'map' | 'chart';
  columns: string[];
  /** An expression of the rules language. */
  filter?: string;
  conditions?: ConditionGroup | null;
  /** Field names, `-` before those in falling order. */
  sort: string[];
  groupBy?: string;
  definition: Record<string, unknown>;
};

export type PageMeta = { id: string; name: string; label: Label; definition: Record<string, unknown> };
export type NavigationGroup = { group?: Label; items: string[] };
export type ThemeMeta = { tokens?: Record<string, string | number>; density?: string; font?: string; [other: string]: unknown };
export type UserMeta = { id: string; name: string; displayName: string; locale: string | null; timeZone: string | null; roles: string[]; administrator: boolean };

/** What the server takes. */
export type Limits = { fileBytes: number /** Endings of file names, with their point. */; refusedFiles: string[] /** Media types. */; pictureTypes: string[] };

export type Meta = {
  name: string;
  id: string;
  title: Label;
  version: number;
  packageVersion: string;
  locales: string[];
  defaultLocale: string;
  timeZone: string;
  currency: string;
  calendar: string | null;
  entities: EntityMeta[];
  forms: FormMeta[];
  views: ViewMeta[];
  pages: PageMeta[];
  navigation: NavigationGroup[];
  roles: { id: string; name: string; label: Label }[];
  theme: ThemeMeta;
  /** For the evaluator of @lowcodecrm/rules, as it is. */
  rules: unknown;
  limits?: Limits;
  user: UserMeta;
};

export async function loadMeta(app: string, signal?: AbortSignal): Promise<Meta> {
  const meta = await get<Meta>(`/api/${encodeURIComponent(app)}/meta`, signal);
  keepVersion(app, meta.version);
  return meta;
}

/** The app as it is live now, also for what is drawn. */
export async function newestMeta(client: QueryClient, app: string): Promise<Meta> {
  const asked = await client.fetchQuery({ queryKey: metaKey(app), queryFn: () => loadMeta(app), staleTime: 0 });
  // What did not change is the same object as before.
  return client.getQueryData<Meta>(metaKey(app)) ?? asked;
}

export const metaKey = (app: string) => ['meta', app] as const;

/** Should the stream of changes not get through, a publish is noticed within so long; what is asked meanwhile is answered by the version that the page was drawn from, and says so. */
const LOOK_MS = 60_000;

/** Everything needed to draw an app. Suspends until it is there; screens use `useApp`. */
export const useMeta = (app: string) => useSuspenseQuery({ queryKey: metaKey(app), queryFn: ({ signal }) => loadMeta(app, signal), staleTime: LOOK_MS, refetchInterval: LOOK_MS }).data;

export const entityOf = (meta: Meta, name: string) => meta.entities.find((entity) => entity.name === name);
export const fieldOf = (entity: EntityMeta, name: string) => entity.fields.find((field) => field.name === name || field.property === name);
export const viewsOf = (meta: Meta, entity: string) => meta.views.filter((view) => view.entity === entity);
export const formOf = (meta: Meta, entity: string, name = 'main') => meta.forms.find((form) => form.entity === entity && form.name === name) ?? meta.forms.find((form) => form.entity === entity);

/** A text of the package in the language shown, else in the app's own. */
export const inLanguage = (label: Label | string | undefined, language: string, meta?: Pick<Meta, 'defaultLocale'>): string =>
  label === undefined ? '' : typeof label === 'string' ? label : (label[language] ?? label[language.split('-')[0]!] ?? label[meta?.defaultLocale ?? ''] ?? Object.values(label)[0] ?? '');
