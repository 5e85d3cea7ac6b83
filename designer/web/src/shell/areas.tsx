import type { LucideIcon } from '@lowcodecrm/web/ui';
import { Braces, Database, History, LayoutTemplate, Palette, SlidersHorizontal, Table2, Workflow } from 'lucide-react';
import type { RouteObject } from 'react-router';
import type { Diagnostic, DraftStore } from '../draft/index.ts';
import { isRules } from '../rules/structure.ts';
import { screen } from './screen.ts';

/** A part of the app that is designed on its own: an entry of the rail, the screens behind it, and what it knows to mend. */
export type Area = {
  /** Its place in the address, and its name under `design:areas`. */
  key: string;
  icon: LucideIcon;
  /** Screens under /design/{app}/; the first is where the rail leads. */
  routes: RouteObject[];
  /** Below the others, where what is done seldom lies. */
  end?: boolean;
  /** Whether what it draws can be looked at as on a phone. */
  device?: boolean;
  /** Where under /design/{app}/ a problem is mended, such as `data/deal?field=amount`; null: not here. */
  locate?: (diagnostic: Pick<Diagnostic, 'file' | 'line' | 'column'>, draft: DraftStore) => string | null | Promise<string | null>;
};

/** One line an area, in the order of the rail. */
export const areas: Area[] = [
  {
    key: 'data',
    icon: Database,
    routes: [
      { path: 'data', ...screen(() => import('../data/DataPage.tsx')) },
      { path: 'data/:entity', ...screen(() => import('../data/DataPage.tsx')) },
    ],
    locate: inData,
  },
  {
    key: 'forms',
    icon: LayoutTemplate,
    device: true,
    routes: ['forms', 'forms/:entity', 'forms/:entity/:form'].map((path) => ({ path, ...screen(() => import('../forms/FormsPage.tsx')) })),
    locate: ({ file, line }, draft) => {
      const [, entity, form] = /^forms\/([^.]+)\.(.+)\.json$/.exec(file) ?? [];
      if (!entity || !form || !draft.json(file)) return null;
      const field = elementAt(draft.text(file) ?? '', line);
      return `forms/${encodeURIComponent(entity)}/${encodeURIComponent(form)}${field ? `?field=${encodeURIComponent(field)}` : ''}`;
    },
  },
  {
    key: 'views',
    icon: Table2,
    routes: ['views', 'views/:entity', 'views/:entity/:view'].map((path) => ({ path, ...screen(() => import('../views/ViewsPage.tsx')) })),
    locate: ({ file }, draft) => {
      const [, entity, view] = /^views\/([^.]+)\.(.+)\.json$/.exec(file) ?? [];
      return entity && view && draft.json(file) ? `views/${encodeURIComponent(entity)}/${encodeURIComponent(view)}` : null;
    },
  },
  {
    key: 'process',
    icon: Workflow,
    routes: [
      { path: 'process', ...screen(() => import('../process/ProcessPage.tsx')) },
      { path: 'process/:process', ...screen(() => import('../process/ProcessPage.tsx')) },
    ],
    locate: async (place, draft) => (isRules(place.file) ? (await import('../process/locate.ts')).inProcess(place, draft) : null),
  },
  {
    key: 'rules',
    icon: Braces,
    routes: [{ path: 'rules', ...screen(() => import('../rules/RulesPage.tsx')) }],
    locate: ({ file, line, column }) => (isRules(file) ? `rules?file=${encodeURIComponent(file)}&line=${line}&column=${column}&whole` : null),
  },
  { key: 'look', icon: Palette, routes: [{ path: 'look', ...screen(() => import('../look/LookPage.tsx')) }], locate: ({ file }, draft) => (file === 'theme.json' && draft.json(file) ? 'look' : null) },
  { key: 'app', icon: SlidersHorizontal, routes: [{ path: 'app', ...screen(() => import('../app/AppPage.tsx')) }], end: true, locate: ({ file }, draft) => (file === 'app.json' && draft.json(file) ? 'app' : null) },
  { key: 'versions', icon: History, routes: [{ path: 'versions', ...screen(() => import('../versions/VersionsPage.tsx')) }], end: true },
];

/** Entities are files of their own; the line tells the field. */
function inData({ file, line }: Pick<Diagnostic, 'file' | 'line'>, draft: DraftStore): string | null {
  const entity = /^entities\/(.+)\.json$/.exec(file)?.[1];
  if (!entity || !draft.json(file)) return null;
  const field = fieldAt(draft.text(file) ?? '', line);
  return `data/${encodeURIComponent(entity)}${field ? `?field=${encodeURIComponent(field)}` : ''}`;
}

/** The property in whose lines a place is: the last key two levels deep above it, as the writer indents. */
function fieldAt(text: string, line: number): string | undefined {
  const lines = text.split('\n');
  for (let at = Math.min(line, lines.length) - 1; at >= 0; at--) {
    if (/^ {2}"/.test(lines[at]!)) return undefined;
    const key = /^ {4}"([^"]+)": \{/.exec(lines[at]!)?.[1];
    if (key) return key;
  }
  return undefined;
}

/** The field of the element in whose lines a place is: the scope in the innermost braces around it. */
function elementAt(text: string, line: number): string | undefined {
  const lines = text.split('\n');
  const indent = (at: number) => /^ */.exec(lines[at] ?? '')![0].length;
  let first = Math.min(line, lines.length) - 1;
  const depth = indent(first);
  while (first > 0 && !(lines[first]!.trimEnd().endsWith('{') && (indent(first) < depth || first === line - 1))) first--;
  for (let at = first + 1; at < lines.length && indent(at) > indent(first); at++) {
    const scope = indent(at) === indent(first) + 2 ? /^ *"scope": "#\/properties\/([^"/]+)"/.exec(lines[at]!)?.[1] : undefined;
    if (scope) return scope;
  }
  return undefined;
}
