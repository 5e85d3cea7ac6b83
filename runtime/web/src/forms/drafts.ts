import type { Values } from '../rules/index.ts';
import { same } from '../rules/index.ts';
import type { RecordModel } from './model.ts';

/** What was typed and not saved, kept on this device. */
export type Draft = { at: number; etag: string | null; values: Values; base: Values; related: Record<string, unknown>; rows: Record<string, { id: string | null; values: Values; related: Record<string, unknown> }[]> };

const KEPT_DAYS = 30;
const prefix = 'lowcodecrm.draft/';

export const draftKey = (app: string, user: string, entity: string, id: string | null) => `${prefix}${app}/${user}/${entity}/${id ?? 'new'}`;

export function loadDraft(key: string): Draft | null {
  try {
    const text = localStorage.getItem(key);
    const draft = text ? (JSON.parse(text) as Draft) : null;
    return draft && Date.now() - draft.at < KEPT_DAYS * 86_400_000 ? draft : null;
  } catch {
    return null;
  }
}

export function dropDraft(key: string) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Without storage there is none.
  }
}

export function keepDraft(key: string, model: RecordModel) {
  if (!model.isDirty()) return dropDraft(key);
  const values = model.evaluator.changes();
  const draft: Draft = {
    at: Date.now(),
    etag: model.stored?.['@odata.etag'] ?? null,
    values,
    base: Object.fromEntries(Object.keys(values).map((property) => [property, model.stored?.[property] ?? null])),
    related: relatedTo(model, values),
    rows: Object.fromEntries([...model.rows].map(([list, rows]) => [list, rows.map((row) => ({ id: row.stored?.id ?? null, values: row.evaluator.changes(), related: relatedTo(row, row.evaluator.changes()) }))])),
  };
  try {
    localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Full or forbidden: what is typed lasts as long as the page.
  }
}

/** Puts a draft back. @returns properties that somebody else changed since. */
export function restoreDraft(model: RecordModel, draft: Draft): string[] {
  const changed: string[] = [];
  for (const [property, value] of Object.entries(draft.values)) {
    const field = model.fields.find((one) => one.property === property);
    if (!field) continue;
    if (draft.etag !== (model.stored?.['@odata.etag'] ?? null) && !same(model.stored?.[property] ?? null, draft.base[property] ?? null)) changed.push(property);
    model.set(property, value, undefined, draft.related[field.name]);
  }
  for (const [property, rows] of Object.entries(draft.rows)) {
    const list = model.fields.find((one) => one.property === property);
    if (!list || !model.rows.has(property)) continue;
    for (const row of [...model.rows.get(property)!]) if (row.stored && !rows.some((one) => one.id === row.stored!.id)) model.removeRow(list, row);
    for (const one of rows) {
      const row = one.id ? model.rows.get(property)!.find((each) => each.stored?.id === one.id) : model.addRow(list);
      if (row) for (const [name, value] of Object.entries(one.values)) row.set(name, value, undefined, one.related[row.fields.find((field) => field.property === name)?.name ?? '']);
    }
  }
  return changed;
}

const relatedTo = (model: RecordModel, values: Values) =>
  Object.fromEntries(model.fields.flatMap((field) => (field.property in values && model.related[field.name] && field.property !== field.name ? [[field.name, model.related[field.name]]] : [])));
