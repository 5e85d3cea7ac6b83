import { get, type Meta, send } from '@lowcodecrm/web/api';

export type DraftFile = { path: string; etag: string; text?: string; binary?: boolean; size?: number; state?: 'added' | 'changed' } & Partial<Author>;
/** Who last changed a file of the draft, and when. */
export type Author = { by: string; at: string };
export type DraftAll = { revision: string; live: number; changes: number; removed: string[]; files: DraftFile[] };
export type DraftChange = { path: string; text: string | null; ifMatch?: string; ifNoneMatch?: '*' };
export type DraftAnswer = { revision: string; before: string; changes: number; files: ({ path: string; etag: string } | { path: string; deleted: true })[] };
/** A change of text that mends a problem. */
export type Fix = { title: string; edits: { file: string; start: number; length: number; newText: string }[] };
export type Diagnostic = {
  id: string;
  severity: 'error' | 'warning' | 'info';
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  message: string;
  /** The rule that it is in, in the reader's words. */
  place?: string;
  fixes?: Fix[];
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
  /** The rule that it is in, in the reader's words: its kind, and what it says or is about. */
  rule?: { kind: string; title: string };
};

/** The designer's API of an app. */
export const designPath = (app: string, rest: string) => `/design/api/${encodeURIComponent(app)}/${rest}`;

export const loadDraft = (app: string) => get<DraftAll>(designPath(app, 'draft/all'));
/** Whether somebody changed the draft: asked again and again. */
export const loadRevision = (app: string, signal?: AbortSignal) => get<{ revision: string; live: number } & Partial<Author>>(designPath(app, 'draft/revision'), signal);
export const loadDraftMeta = (app: string, signal?: AbortSignal) => get<DraftMeta>(designPath(app, 'draft/meta'), signal);
export const changeDraft = async (app: string, changes: DraftChange[]) => (await send<DraftAnswer>(designPath(app, 'draft/changes'), { method: 'POST', body: { changes } })).value;
export const post = async <T>(app: string, rest: string, body: unknown, signal?: AbortSignal) => (await send<T>(designPath(app, rest), { method: 'POST', body, signal })).value;
