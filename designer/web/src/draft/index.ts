export * from './api.ts';
export { DraftContext, useDraft, useDraftMeta, useDraftStore, useFollow } from './context.ts';
export * from './json.ts';
export { type DraftSnapshot, DraftStore, type FileText, type SaveState } from './store.ts';
