import { type FieldMeta, inLanguage, type Meta } from '../../api/meta.ts';
import { formatDate, formatDateTime, formatMoney, formatName, formatNumber, formatPercent } from '../../i18n/formats.ts';
import { titleOf } from '../../shell/titles.ts';
import { showAddress } from './addresses.ts';
import { showPhone } from './phones.ts';
import { showDuration } from './times.ts';

export type Related = Record<string, unknown> | null | undefined;

/** The record that a lookup names, where it came along by `$expand`. */
export const relatedOf = (field: FieldMeta, record: Record<string, unknown> | undefined): Related => {
  const expanded = record?.[field.name];
  return typeof expanded === 'object' ? (expanded as Related) : undefined;
};

/** The currency that a money field's value is in: the record's own currency field, else the app's. */
export function currencyOf(meta: Meta, record: Record<string, unknown> | undefined, entity?: string): string {
  const fields = meta.entities.find((one) => one.name === entity)?.fields;
  const property = fields?.find((field) => field.type === 'currency')?.property ?? 'currency';
  const code = record?.[property];
  return typeof code === 'string' && /^[A-Z]{3}$/.test(code) ? code : meta.currency;
}

/** Any value as people write it, on one line. Empty is "". */
export function valueText(field: FieldMeta, value: unknown, context: { meta: Meta; language: string; record?: Record<string, unknown>; entity?: string; yes?: string; no?: string }): string {
  const { meta, language, record } = context;
  if (value === null || value === undefined || value === '') return '';
  const option = (one: unknown) => {
    const found = field.options?.find((each) => each.value === one);
    return found ? inLanguage(found.label, language, meta) || found.value : String(one);
  };
  const list = (items: string[]) => items.join(language.startsWith('ja') ? '、' : ', ');
  switch (field.type) {
    case 'money':
      return formatMoney(value as string, language, currencyOf(meta, record, context.entity), field.scale);
    case 'percent':
      return formatPercent(value as string, language, field.scale);
    case 'integer':
      return formatNumber(value as string, language);
    case 'decimal':
      return formatNumber(value as string, language, { scale: field.scale });
    case 'rating':
      return `${value}/${field.max ?? 5}`;
    case 'boolean':
      return value ? (context.yes ?? (language.startsWith('ja') ? 'はい' : 'Yes')) : (context.no ?? (language.startsWith('ja') ? 'いいえ' : 'No'));
    case 'date':
      return formatDate(value as string, language);
    case 'datetime':
      return formatDateTime(value as string, language, meta.user?.timeZone ?? meta.timeZone);
    case 'time':
      return String(value).slice(0, 5);
    case 'duration':
      return showDuration(value, language);
    case 'choice':
      return option(value);
    case 'multiChoice':
      return list((value as unknown[]).map(option));
    case 'tags':
      return list((value as unknown[]).map(String));
    case 'phone':
      return showPhone(value);
    case 'personName':
      return formatName(value as never, language);
    case 'address':
      return showAddress(value as never, language);
    case 'file':
    case 'image':
      return (value as { name?: string }).name ?? '';
    case 'geo': {
      const { lat, lon } = value as { lat: number; lon: number };
      return `${lat}, ${lon}`;
    }
    case 'lookup':
    case 'user': {
      const related = relatedOf(field, record);
      const target = meta.entities.find((one) => one.name === field.target);
      return related && target ? titleOf(target, related, language) : '';
    }
    case 'json':
      return typeof value === 'string' ? value : JSON.stringify(value);
    case 'richText':
      return new DOMParser().parseFromString(String(value), 'text/html').body.textContent?.trim() ?? '';
    case 'childList':
    case 'manyToMany':
      return Array.isArray(value) ? String(value.length) : '';
    default:
      return String(value);
  }
}
