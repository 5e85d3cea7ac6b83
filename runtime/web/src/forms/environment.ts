import type { FieldMeta, Meta } from '../api/meta.ts';
import type { RecordData } from '../api/records.ts';
import { Environment, type Values } from '../rules/index.ts';
import { RecordModel } from './model.ts';

/** Outside a component: a record to be drawn or typed in. */
export function startModel(meta: Meta, language: string, entity: string, record: RecordData | null, given: Values = {}): RecordModel {
  const { values, rows } = split(meta, entity, given);
  const model = new RecordModel(environmentOf(meta, language, record, entity), entity, record, values);
  model.begunWith = values;
  for (const [list, of] of rows) for (const row of of) model.addRow(list, row);
  return model;
}

/** What a record begins with, its own values and its rows. */
export function split(meta: Meta, entity: string, given: Values): { values: Values; rows: [FieldMeta, Values[]][] } {
  const lists = (meta.entities.find((one) => one.name === entity)?.fields ?? []).filter((field) => field.type === 'childList' && Array.isArray(given[field.property]));
  return {
    values: Object.fromEntries(Object.entries(given).filter(([property]) => !lists.some((list) => list.property === property))),
    rows: lists.map((list) => [list, given[list.property] as Values[]]),
  };
}

/** Records that came along by `$expand` need not be asked for when rules read them. */
export function environmentOf(meta: Meta, language: string, record: RecordData | null, entity?: string): Environment {
  const environment = new Environment(meta, language);
  const supply = (of: Record<string, unknown>, name: string) => {
    for (const field of meta.entities.find((one) => one.name === name)?.fields ?? []) {
      const value = of[field.name];
      if (field.property !== field.name && field.target && value && typeof value === 'object') environment.supply(field.target, (value as RecordData).id, value as Values);
      if (field.type === 'childList' && Array.isArray(value)) for (const row of value) supply(row as Values, field.target!);
    }
  };
  if (record && entity) supply(record, entity);
  return environment;
}
