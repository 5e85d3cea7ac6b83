import { get, type Meta, send } from '@lowcodecrm/web/api';

export type DraftFile = { path: string; etag: string; text?: string; binary?: boolean; size?: number; state?: 'added' | 'changed' };
export type DraftAll = { revision: string; live: number; changes: number; removed: string[]; files: DraftFile[] };
export type DraftChange = { path: string; text: string | null; ifMatch?: string; ifNoneMatch?: '*' };
export type DraftAnswer = { revision: string; changes: number; files: ({ path: string; etag: string } | { path: string; deleted: true })[] };
export type Diagnostic = {
  id: string;
  severity: 'error' | 'warning' | 'info';
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  message: string;
  fixes?: unknown[];
};
/** The draft described as the app is: what its forms, lists and rules would be. */
export type DraftMeta = Meta & { revision: string; live: number; changes: number; diagnostics: Diagnostic[] };
/** A place where a thing is named. */
export type Use = {
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  kind: string;
  name: string;
  declaration: boolean;
  symbol?: string;
};

/** The designer's API of an app. */
export const designPath = (app: string, rest: string) => `/design/api/${encodeURIComponent(app)}/${rest}`;

export const loadDraft = (app: string) => get<DraftAll>(designPath(app, 'draft/all'));
export const loadDraftMeta = (app: string, signal?: AbortSignal) => get<DraftMeta>(designPath(app, 'draft/meta'), signal);
export const changeDraft = async (app: string, changes: DraftChange[]) => (await send<DraftAnswer>(designPath(app, 'draft/changes'), { method: 'POST', body: { changes } })).value;
export const post = async <T>(app: string, rest: string, body: unknown, signal?: AbortSignal) => (await send<T>(designPath(app, rest), { method: 'POST', body, signal })).value;
