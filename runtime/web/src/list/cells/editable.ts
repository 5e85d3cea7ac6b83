import type { FieldMeta } from '../../api/meta.ts';

const elsewhere = new Set(['id', 'childList', 'manyToMany', 'file', 'image', 'autoNumber', 'json', 'geo']);

/** Whether people may write the field at all; rules may still forbid it for a record. */
export const isEditable = (field: FieldMeta) => !field.readonly && !elsewhere.has(field.type) && (field.origin === 'entered' || field.name === 'owner');
