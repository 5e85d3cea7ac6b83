import type { FieldMeta, Meta, UiElement } from '../api/meta.ts';
import type { RecordData } from '../api/records.ts';

const names = /^(position|sort|sort_order|line_no|order_no|順序|順番|並び順)$/;

/** A field that is there to keep rows in their order is none that somebody reads. */
export const isOrder = (field: FieldMeta) => field.type === 'integer' && names.test(field.name);

/** The field that keeps the order of a list's rows: the one that its form names, else one that is called so. */
export function orderOf(meta: Meta, list: FieldMeta, element?: UiElement): FieldMeta | undefined {
  const named = element?.options?.order;
  return meta.entities.find((one) => one.name === list.target)?.fields.find((field) => field.type === 'integer' && (field.name === named || isOrder(field)));
}

/** Rows as somebody put them. Those without a place stand behind, as they came. */
export function inOrder(meta: Meta, entity: string, record: RecordData): RecordData {
  const ordered = { ...record };
  for (const list of meta.entities.find((one) => one.name === entity)?.fields ?? []) {
    const rows = list.type === 'childList' && record[list.property];
    const order = Array.isArray(rows) && orderOf(meta, list, elementOf(meta, entity, list.name));
    if (!order) continue;
    const place = (row: RecordData) => (row[order.property] === null || row[order.property] === undefined ? Number.POSITIVE_INFINITY : Number(row[order.property]));
    ordered[list.property] = (rows as RecordData[])
      .map((row, at) => ({ row, at }))
      .sort((a, b) => place(a.row) - place(b.row) || a.at - b.at)
      .map((one) => one.row);
  }
  return ordered;
}

function elementOf(meta: Meta, entity: string, list: string): UiElement | undefined {
  const find = (element: UiElement): UiElement | undefined => {
    if (element.options?.order && element.scope?.endsWith(`/${list}`)) return element;
    for (const inner of element.elements ?? []) {
      const found = find(inner);
      if (found) return found;
    }
    return undefined;
  };
  for (const form of meta.forms) {
    const found = form.entity === entity ? find(form.layout) : undefined;
    if (found) return found;
  }
  return undefined;
}
