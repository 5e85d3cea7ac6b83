import { memo, type ReactNode } from 'react';
import { entityOf, type FieldMeta, inLanguage, type Meta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { formatDate, formatDateTime, formatMoney, formatName, formatNumber, formatPercent, type PersonName } from '../../i18n/formats.ts';
import { titleOf } from '../../shell/titles.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Chip } from '../../ui/Chip.tsx';
import styles from './cells.module.css';

/** What values are drawn with. */
export type CellContext = { meta: Meta; language: string; timeZone: string; yes: string; no: string };

const MANY = 3;
const NOTHING = '—';

/** The currency of a record's money. */
export const currencyIn = (meta: Meta, fields: readonly FieldMeta[], record: RecordData): string => {
  const own = fields.find((field) => field.type === 'currency');
  return (own && (record[own.property] as string | null)) || meta.currency;
};

/** A value as a cell shows it: one line, quick to draw. */
export const CellValue = memo(function CellValue({ field, fields, record, context, tone }: { field: FieldMeta; fields: readonly FieldMeta[]; record: RecordData; context: CellContext; tone?: 'late' }) {
  const value = record[field.property];
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return <span className={styles.nothing}>{field.type === 'boolean' ? '' : NOTHING}</span>;
  const shown = draw(field, fields, value, record, context);
  return tone === 'late' ? <span className={styles.late}>{shown}</span> : shown;
});

function draw(field: FieldMeta, fields: readonly FieldMeta[], value: unknown, record: RecordData, context: CellContext): ReactNode {
  const { meta, language } = context;
  switch (field.type) {
    case 'choice':
      return <OptionChip field={field} value={value as string} context={context} />;
    case 'multiChoice':
      return <Chips of={(value as string[]).map((one) => <OptionChip key={one} field={field} value={one} context={context} />)} />;
    case 'tags':
      return <Chips of={(value as string[]).map((one) => <Chip key={one}>{one}</Chip>)} />;
    case 'lookup':
    case 'user': {
      const related = record[field.name] as RecordData | null | undefined;
      const target = entityOf(meta, field.target ?? '$user');
      const title = target && related ? titleOf(target, related, language) : NOTHING;
      return (
        <span className={styles.person}>
          <Avatar name={title} square={field.type === 'lookup' && field.target !== '$user'} />
          <span className="one-line">{title}</span>
        </span>
      );
    }
    case 'boolean':
      return value ? context.yes : context.no;
    default:
      return plainText(field, fields, value, record, context);
  }
}

/** A value in letters. */
export function plainText(field: FieldMeta, fields: readonly FieldMeta[], value: unknown, record: RecordData, context: CellContext): string {
  const { meta, language, timeZone } = context;
  if (value === null || value === undefined || value === '') return '';
  switch (field.type) {
    case 'money':
      return formatMoney(value as number, language, currencyIn(meta, fields, record));
    case 'percent':
      return formatPercent(value as number, language);
    case 'integer':
    case 'decimal':
      return formatNumber(value as number, language, { scale: field.scale });
    case 'rating':
      return '★'.repeat(Number(value));
    case 'date':
      return formatDate(value as string, language);
    case 'datetime':
      return formatDateTime(value as string, language, timeZone);
    case 'time':
      return String(value).slice(0, 5);
    case 'duration':
      return durationText(String(value));
    case 'personName':
      return formatName(value as PersonName, language);
    case 'address':
      return addressText(value as Record<string, string | null>, language);
    case 'choice': {
      const option = field.options?.find((one) => one.value === value);
      return option ? inLanguage(option.label, language, meta) : String(value);
    }
    case 'boolean':
      return value ? context.yes : context.no;
    case 'lookup':
    case 'user': {
      const target = entityOf(meta, field.target ?? '$user');
      return target ? titleOf(target, record[field.name] as RecordData, language) : '';
    }
    case 'file':
    case 'image':
      return String((value as { name?: string }).name ?? '');
    case 'geo': {
      const { lat, lon } = value as { lat: number; lon: number };
      return `${lat}, ${lon}`;
    }
    default:
      return Array.isArray(value) ? value.map((one) => (field.options ? plainText({ ...field, type: 'choice' }, fields, one, record, context) : String(one))).join(language.startsWith('ja') ? '、' : ', ') : String(value);
  }
}

function OptionChip({ field, value, context }: { field: FieldMeta; value: string; context: CellContext }) {
  const option = field.options?.find((one) => one.value === value);
  return <Chip color={option?.color}>{option ? inLanguage(option.label, context.language, context.meta) : value}</Chip>;
}

function Chips({ of }: { of: ReactNode[] }) {
  return (
    <span className={styles.chips}>
      {of.slice(0, MANY)}
      {of.length > MANY && <span className={styles.more}>+{of.length - MANY}</span>}
    </span>
  );
}

/** PT1H30M is 1:30. */
function durationText(iso: string): string {
  const match = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(iso);
  if (!match) return iso;
  const minutes = Number(match[4] ?? 0);
  const hours = Number(match[3] ?? 0) + Number(match[2] ?? 0) * 24;
  return `${match[1]}${hours}:${String(minutes).padStart(2, '0')}`;
}

function addressText(address: Record<string, string | null>, language: string): string {
  const { postalCode, region, city, street, building } = address;
  if (language.startsWith('ja') && (address.country ?? 'JP') === 'JP') return [postalCode && `〒${postalCode}`, [region, city, street].filter(Boolean).join(''), building].filter(Boolean).join(' ');
  return [building, street, city, region, postalCode].filter(Boolean).join(', ');
}
