import { type FieldMeta, inLanguage } from '../api/meta.ts';
import type { RecordData } from '../api/records.ts';
import { type Environment, normalise, same, type Values } from '../rules/index.ts';
import { RecordModel } from './model.ts';
import { placeOf } from './places.ts';
import { valueText } from './values/valueText.ts';

/** A value that both sides changed, each in its own way. `typed`: mine is a text that is no value yet. */
export type Differing = {
  path: string;
  label: string;
  field: FieldMeta;
  entity: string;
  mine: unknown;
  theirs: unknown;
  typed?: string;
  mineRecord: Record<string, unknown>;
  theirRecord: Record<string, unknown>;
  takeMine: () => void;
};

/** What was typed in a field that is no more, or that takes it no longer: so that it can be copied elsewhere. */
export type Gone = { label: string; text: string };

export type Rebased = { model: RecordModel; differing: Differing[]; gone: Gone[] };

/**
 * What was typed, on top of another state of the record: of a newer version, or of an app that was published meanwhile. Where only one side changed a value, that side
 * counts; where both did, somebody has to choose, and until then the stored value stands. What has no place any more is told.
 */
export function rebase(old: RecordModel, fresh: RecordData | null, environment: Environment): Rebased {
  const model = new RecordModel(environment, old.entity, fresh);
  model.begunWith = Object.fromEntries(
    Object.entries(old.begunWith).flatMap(([property, value]) => {
      const field = old.field(property);
      const place = field && placeOf(field, value, model);
      return place ? [[place.field.property, place.value]] : [];
    }),
  );
  const result: Rebased = { model, differing: [], gone: [] };
  if (fresh) carry(old, model, '', '', result);
  else retype(old, model, touchedOf(old), '', result);
  for (const list of old.evaluator.program.childLists) carryRows(old, model, list, result);
  model.goOnFrom(old);
  return result;
}

/** All that was typed in a record, for an app that has no such records any more. */
export function everythingIn(old: RecordModel): Gone[] {
  const changed = old.changes();
  return old.fields
    .filter((field) => field.property in changed || old.problemAt(field.property))
    .map((field) => textOf(field, old))
    .filter((one) => one.text !== '');
}

const touchedOf = (old: RecordModel) => {
  const properties = new Set([...old.evaluator.touched, ...old.unread]);
  return [...properties].flatMap((property) => old.fields.find((field) => field.property === property && field.type !== 'childList') ?? []);
};
const nameOf = (field: FieldMeta, model: RecordModel) => inLanguage(field.label, model.environment.locale, model.meta) || field.name;
const pick = (record: Record<string, unknown>, name: string) => (name in record ? { [name]: record[name] } : {});

/** What a field shows, as text; of a list, a line for each of its rows. */
export function textOf(field: FieldMeta, model: RecordModel, place = ''): Gone {
  const language = model.environment.locale;
  const text = (of: RecordModel, one: FieldMeta) =>
    of.problemAt(one.property)?.typed ?? valueText(one, of.values[one.property], { meta: of.meta, language, record: { ...of.related, ...of.values, ...pick(of.related, one.name) }, entity: of.entity });
  const rows = model.rows.get(field.property) ?? [];
  const lines = rows.map((row) =>
    row.fields
      .filter((one) => one.origin === 'entered' && one.name !== field.via)
      .map((one) => text(row, one))
      .filter(Boolean)
      .join(' · '),
  );
  return { label: place + nameOf(field, model), text: field.type === 'childList' ? lines.join('\n') : text(model, field) };
}

/** A record or row that is being created keeps all that was typed. */
function retype(old: RecordModel, model: RecordModel, fields: FieldMeta[], place: string, { gone }: Rebased) {
  for (const field of fields) {
    const value = old.values[field.property];
    const problem = old.problemAt(field.property);
    const to = placeOf(field, value, model);
    if (to) model.set(to.field.property, to.value, problem, old.related[field.name] ?? null);
    else if ((value ?? null) !== null || problem) gone.push(textOf(field, old, place));
  }
}

function carry(old: RecordModel, model: RecordModel, path: string, place: string, result: Rebased) {
  for (const field of touchedOf(old)) {
    const mine = old.values[field.property];
    const problem = old.problemAt(field.property);
    const base = normalise(field, old.stored?.[field.property]);
    if (same(mine, base) && !problem) continue;
    const to = placeOf(field, mine, model);
    if (!to) {
      if ((mine ?? null) !== null || problem) result.gone.push(textOf(field, old, place));
      continue;
    }
    const now = to.field;
    const theirs = model.values[now.property];
    if (same(to.value, theirs) && !problem) continue;
    const takeMine = () => model.set(now.property, to.value, problem, old.related[field.name] ?? null);
    // What was stored in a field of another type reads otherwise now: that is nobody's change.
    if (same(theirs, base) || now.type !== field.type) takeMine();
    else
      result.differing.push({
        path: path + now.property,
        label: place + nameOf(field, old),
        field: now,
        entity: model.entity,
        mine: to.value,
        theirs,
        ...(problem && { typed: problem.typed }),
        mineRecord: { ...old.values, ...pick(old.related, field.name) },
        theirRecord: { ...model.values, ...pick(model.related, now.name) },
        takeMine,
      });
  }
}

function carryRows(old: RecordModel, model: RecordModel, list: FieldMeta, result: Rebased) {
  const mine = old.rows.get(list.property);
  if (!mine) return;
  const now = model.fields.find((field) => field.id === list.id && field.type === 'childList') ?? model.field(list.name);
  if (now?.type !== 'childList' || now.target === undefined) {
    if (mine.some((row) => row.isNew || row.isDirty())) result.gone.push(textOf(list, old));
    return;
  }
  const stored = ((old.stored?.[list.property] as RecordData[] | undefined) ?? []).map((row) => row.id);
  const byId = new Map((model.rows.get(now.property) ?? []).map((row) => [row.stored?.id, row]));
  mine.forEach((row, at) => {
    const place = `${nameOf(list, old)} ${at + 1} · `;
    const theirs = row.stored && byId.get(row.stored.id);
    if (theirs) carry(row, theirs, `${now.property}/${row.stored!.id}/`, place, result);
    // A row that somebody else took away comes back where something was typed into it.
    else if (row.isNew || row.isDirty()) retype(row, model.addRow(now, {}, row.key), row.isNew ? touchedOf(row) : enteredIn(row, list), place, result);
  });
  for (const id of stored) {
    if (mine.some((row) => row.stored?.id === id)) continue;
    const theirs = byId.get(id);
    if (theirs) model.removeRow(now, theirs);
  }
}

const enteredIn = (row: RecordModel, list: FieldMeta) => row.fields.filter((field) => field.origin === 'entered' && field.type !== 'childList' && field.name !== list.via && field.property in row.values);

/** A record as it reads in an app that calls its fields otherwise. */
export function renamed(record: RecordData, from: RecordModel, environment: Environment): RecordData {
  const { meta } = environment;
  const of = (one: Values, was: FieldMeta[], entity: string): Values => {
    const next = { ...one };
    for (const field of meta.entities.find((each) => each.name === entity)?.fields ?? []) {
      const before = was.find((each) => each.id === field.id);
      if (!before) continue;
      if (before.property !== field.property && before.property in one) next[field.property] = one[before.property];
      if (before.name !== field.name && before.name in one) next[field.name] = one[before.name];
      const rows = next[field.property];
      const rowsWere = field.type === 'childList' && Array.isArray(rows) ? from.meta.entities.find((each) => each.name === before.target)?.fields : undefined;
      if (rowsWere) next[field.property] = (rows as Values[]).map((row) => of(row, rowsWere, field.target!));
    }
    return next;
  };
  return of(record, from.fields, from.entity) as RecordData;
}
