import { memo, type ReactNode } from 'react';
import { entityOf, type FieldMeta, inLanguage, type Meta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { valueText } from '../../forms/values/valueText.ts';
import { titleOf } from '../../shell/titles.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Chip } from '../../ui/Chip.tsx';
import styles from './cells.module.css';

/** What values are drawn with. */
export type CellContext = {
  meta: Meta;
  language: string;
  yes: string;
  no: string;
  /** Why a value cannot be written just now; null: it can. */
  fixed?: (record: RecordData, field: FieldMeta) => string | null;
};

const MANY = 3;
const NOTHING = '—';

/** A value as a cell shows it: one line, quick to draw. */
export const CellValue = memo(function CellValue({ field, entity, record, context, tone }: { field: FieldMeta; entity: string; record: RecordData; context: CellContext; tone?: 'late' }) {
  const value = record[field.property];
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return <span className={styles.nothing}>{field.type === 'boolean' ? '' : NOTHING}</span>;
  const shown = draw(field, entity, value, record, context);
  return tone === 'late' ? <span className={styles.late}>{shown}</span> : shown;
});

function draw(field: FieldMeta, entity: string, value: unknown, record: RecordData, context: CellContext): ReactNode {
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
          {title}
        </span>
      );
    }
    case 'rating':
      return '★'.repeat(Number(value));
    default:
      return plainText(field, entity, value, record, context);
  }
}

/** A value in letters. */
export const plainText = (field: FieldMeta, entity: string, value: unknown, record: RecordData, { meta, language, yes, no }: CellContext): string => valueText(field, value, { meta, language, record, entity, yes, no });

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
