import type { EntityMeta, Label } from './meta.ts';

const namesIn = (record: Record<string, unknown> | null | undefined) => record?.['@crm.pending'] as string[] | undefined;

/** What the approval is called that a record waits for and that fixes a field meanwhile; null: the field is free. Records say so as they are read. */
export function fixedBy(entity: EntityMeta, record: Record<string, unknown> | null | undefined, field: string): Label | null {
  const names = namesIn(record);
  return (names && entity.approvals?.find((one) => names.includes(one.name) && one.locked.includes(field))?.label) ?? null;
}
