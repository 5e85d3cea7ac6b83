export * from './api.ts';
export { DraftContext, useDraft, useDraftMeta, useDraftStore, useFollow } from './context.ts';
export { change, Edits } from './edits.ts';
export type { Conflict } from './join.ts';
export * from './json.ts';
export * from './labels.ts';
export * from './model.ts';
export * from './names.ts';
export { type DraftSnapshot, DraftStore, type FileText, type SaveState } from './store.ts';
