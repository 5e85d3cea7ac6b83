import { type FieldMeta, inLanguage } from '../api/meta.ts';
import type { RecordData } from '../api/records.ts';
import { type Environment, normalise, same } from '../rules/index.ts';
import { RecordModel } from './model.ts';
import { valueText } from './values/valueText.ts';

/** A value that both sides changed, each in its own way. */
export type Differing = { path: string; label: string; field: FieldMeta; entity: string; mine: unknown; theirs: unknown; mineRecord: Record<string, unknown>; theirRecord: Record<string, unknown>; takeMine: () => void };

/** A field that is no more, and what was typed in it: so that it can be copied elsewhere. */
export type Gone = { label: string; text: string };

export type Rebased = { model: RecordModel; differing: Differing[]; gone: Gone[] };

/**
 * What was typed, on top of another state of the record: of a newer version, or of an app that was published meanwhile. Where only one side changed a value, that side
 * counts; where both did, somebody has to choose, and until then the stored value stands.
 */
export function rebase(old: RecordModel, fresh: RecordData | null, environment: Environment): Rebased {
  const model = new RecordModel(environment, old.entity, fresh, fresh ? {} : startOf(old, environment));
  model.givenAtFirst = old.givenAtFirst;
  const result: Rebased = { model, differing: [], gone: [] };
  if (fresh) carry(old, model, '', '', result);
  else for (const field of touchedOf(old)) if (field.type !== 'childList' && !model.field(field.property) && (old.values[field.property] ?? null) !== null) result.gone.push(textOf(field, old));
  for (const list of old.evaluator.program.childLists) carryRows(old, model, list, result);
  return result;
}

const touchedOf = (old: RecordModel) => [...old.evaluator.touched].flatMap((property) => old.fields.find((field) => field.property === property) ?? []);
const nameOf = (field: FieldMeta, model: RecordModel) => inLanguage(field.label, model.environment.locale, model.meta) || field.name;

/** What a field shows, as text; of a list, a line for each of its rows. */
export function textOf(field: FieldMeta, model: RecordModel, place = ''): Gone {
  const language = model.environment.locale;
  const text = (of: RecordModel, one: FieldMeta) => valueText(one, of.values[one.property], { meta: of.meta, language, record: { ...of.related, ...of.values, ...pick(of.related, one.name) }, entity: of.entity });
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

/** A record that is being created keeps all that was typed. */
function startOf(old: RecordModel, environment: Environment): Record<string, unknown> {
  const entity = environment.meta.entities.find((one) => one.name === old.entity);
  return Object.fromEntries(touchedOf(old).flatMap((field) => (field.type !== 'childList' && entity?.fields.some((one) => one.property === field.property) ? [[field.property, old.values[field.property]]] : [])));
}

function carry(old: RecordModel, model: RecordModel, path: string, place: string, result: Rebased) {
  for (const field of touchedOf(old)) {
    if (field.type === 'childList') continue;
    const { property } = field;
    const mine = old.values[property];
    const base = normalise(field, old.stored?.[property]);
    if (same(mine, base)) continue;
    const now = model.field(property);
    if (!now) {
      result.gone.push(textOf(field, old, place));
      continue;
    }
    const theirs = model.values[property];
    if (same(mine, theirs)) continue;
    const takeMine = () => model.set(property, mine, undefined, old.related[field.name] ?? null);
    if (same(theirs, base)) takeMine();
    else
      result.differing.push({
        path: path + property,
        label: place + nameOf(field, old),
        field: now,
        entity: model.entity,
        mine,
        theirs,
        mineRecord: { ...old.values, ...pick(old.related, field.name) },
        theirRecord: { ...model.values, ...pick(model.related, field.name) },
        takeMine,
      });
  }
}

function carryRows(old: RecordModel, model: RecordModel, list: FieldMeta, result: Rebased) {
  const now = model.field(list.name);
  const mine = old.rows.get(list.property);
  if (!mine) return;
  if (!now) {
    if (mine.some((row) => row.isNew || row.isDirty())) result.gone.push(textOf(list, old));
    return;
  }
  const stored = ((old.stored?.[list.property] as RecordData[] | undefined) ?? []).map((row) => row.id);
  const byId = new Map((model.rows.get(list.property) ?? []).map((row) => [row.stored?.id, row]));
  mine.forEach((row, at) => {
    const theirs = row.stored && byId.get(row.stored.id);
    if (theirs) carry(row, theirs, `${list.property}/${row.stored!.id}/`, `${nameOf(list, old)} ${at + 1} · `, result);
    // A row that somebody else took away comes back where something was typed into it.
    else if (row.isNew || row.isDirty())
      model.addRow(
        now,
        Object.fromEntries(
          [...(row.isNew ? row.evaluator.touched : Object.keys(row.values))]
            .filter((property) => row.fields.some((field) => field.property === property && field.origin === 'entered'))
            .map((property) => [property, row.values[property]]),
        ),
      );
  });
  for (const id of stored) {
    if (mine.some((row) => row.stored?.id === id)) continue;
    const theirs = byId.get(id);
    if (theirs) model.removeRow(now, theirs);
  }
}

const pick = (record: Record<string, unknown>, name: string) => (name in record ? { [name]: record[name] } : {});
