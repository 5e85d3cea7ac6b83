import type { FieldMeta } from '../api/meta.ts';
import type { RecordData } from '../api/records.ts';
import type { Environment, Values } from '../rules/index.ts';
import { RecordModel } from './model.ts';
import { type Gone, type Rebased, rebase, textOf } from './rebase.ts';
import type { Problem } from './values/problem.ts';

type Problems = Record<string, Problem>;
type DraftRow = { id: string | null; values: Values; related: Record<string, unknown>; problems?: Problems };

/** What was typed and not saved, kept on this device with the state of the record that it was typed over. */
export type Draft = {
  at: number;
  /** Of the record as it was when the draft was begun; null: a new record. */
  etag: string | null;
  values: Values;
  /** What stood in these fields when they were typed in. */
  base: Values;
  related: Record<string, unknown>;
  /** Texts that are no values yet. */
  problems?: Problems;
  /** What had no place any more and was not copied yet. */
  gone?: Gone[];
  /** Child lists that were changed. */
  rows: Record<string, DraftRow[]>;
  /** These lists as they were stored. */
  baseRows?: Record<string, RecordData[]>;
  /** What each field was called and what it showed, should the field be gone. */
  said?: Record<string, Gone>;
};

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

export function keepDraft(key: string, model: RecordModel, gone: Gone[] = []) {
  if (!model.isDirty() && gone.length === 0) return dropDraft(key);
  try {
    localStorage.setItem(key, JSON.stringify(draftOf(model, gone)));
  } catch {
    // Full or forbidden: what is typed lasts as long as the page.
  }
}

export function draftOf(model: RecordModel, gone: Gone[] = []): Draft {
  const values = model.evaluator.changes();
  const all = model.changes();
  const lists = [...model.rows].filter(([list]) => list in all);
  return {
    at: Date.now(),
    etag: model.stored?.['@odata.etag'] ?? null,
    values,
    base: Object.fromEntries(Object.keys(values).map((property) => [property, model.stored?.[property] ?? null])),
    related: relatedTo(model, values),
    problems: problemsOf(model),
    ...(gone.length > 0 && { gone }),
    rows: Object.fromEntries(
      lists.map(([list, rows]) => [list, rows.map((row) => ({ id: row.stored?.id ?? null, values: row.evaluator.changes(), related: relatedTo(row, row.evaluator.changes()), problems: problemsOf(row) }))]),
    ),
    baseRows: Object.fromEntries(lists.map(([list]) => [list, (model.stored?.[list] as RecordData[] | undefined) ?? []])),
    said: Object.fromEntries(model.fields.flatMap((field) => (field.property in all || model.problemAt(field.property) ? [[field.property, textOf(field, model)]] : []))),
  };
}

/** A draft put back, as far as nobody has to choose. */
export type Restored = Rebased & {
  /** What was typed over the record as it was then: goes on being shown, with the ETag of then, until somebody has chosen. */
  begun: RecordModel;
};

/** What was typed over an older state of the record, put on top of the record as it is now. */
export function restoreDraft(draft: Draft, environment: () => Environment, entity: string, record: RecordData | null, given: Values = {}): Restored {
  const isOlder = record !== null && draft.etag !== (record['@odata.etag'] ?? null);
  const base = isOlder ? ({ ...record, ...draft.base, ...draft.baseRows, '@odata.etag': draft.etag ?? undefined } as RecordData) : record;
  const begun = new RecordModel(environment(), entity, base, given);
  begun.begunWith = given;
  const gone = [...(draft.gone ?? []), ...type(begun, draft)];
  if (!isOlder) return { begun, model: begun, differing: [], gone };
  const next = rebase(begun, record, environment());
  return { ...next, begun, gone: [...gone, ...next.gone] };
}

/** @returns what has no place any more. */
function type(model: RecordModel, draft: Draft): Gone[] {
  const gone: Gone[] = [];
  const lost = (property: string, value: unknown) => gone.push(draft.said?.[property] ?? { label: property, text: typeof value === 'string' ? value : JSON.stringify(value) });
  for (const property of new Set([...Object.keys(draft.values), ...Object.keys(draft.problems ?? {})])) {
    const [value, problem] = [draft.values[property] ?? null, draft.problems?.[property]];
    const field = model.fields.find((one) => one.property === property);
    if (field) put(model, field, value, problem, draft.related[field.name]);
    else if (value !== null || problem) lost(property, problem?.typed ?? value);
  }
  for (const [property, rows] of Object.entries(draft.rows)) {
    const list = model.fields.find((one) => one.property === property);
    if (!list || !model.rows.has(property)) {
      if (rows.length > 0) lost(property, rows);
      continue;
    }
    for (const row of [...model.rows.get(property)!]) if (row.stored && !rows.some((one) => one.id === row.stored!.id)) model.removeRow(list, row);
    for (const one of rows) {
      const row = one.id ? model.rows.get(property)!.find((each) => each.stored?.id === one.id) : model.addRow(list);
      for (const name of new Set([...Object.keys(one.values), ...Object.keys(one.problems ?? {})])) {
        const field = row?.fields.find((each) => each.property === name);
        if (row && field) put(row, field, one.values[name] ?? null, one.problems?.[name], one.related[field.name]);
      }
    }
  }
  return gone;
}

/** What is wrong with a text was said before: it is said again. */
function put(model: RecordModel, field: FieldMeta, value: unknown, problem: Problem | undefined, related: unknown) {
  model.set(field.property, value, problem, related);
  if (problem) model.leave(field.property);
}

const problemsOf = (model: RecordModel): Problems => Object.fromEntries(model.unread.map((property) => [property, model.problemAt(property)!]));

const relatedTo = (model: RecordModel, values: Values) =>
  Object.fromEntries(model.fields.flatMap((field) => (field.property in values && model.related[field.name] && field.property !== field.name ? [[field.name, model.related[field.name]]] : [])));
