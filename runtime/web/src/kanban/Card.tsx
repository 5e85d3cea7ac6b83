import { Lock } from 'lucide-react';
import { memo, type PointerEvent } from 'react';
import { Link } from 'react-router';
import { type EntityMeta, type FieldMeta, fieldOf } from '../api/meta.ts';
import type { RecordData } from '../api/records.ts';
import { type CellContext, CellValue } from '../list/cells/CellValue.tsx';
import { titleOf } from '../shell/titles.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Icon } from '../ui/Icon.tsx';
import styles from './kanban.module.css';

export type CardProps = {
  record: RecordData;
  /** The choice whose value the column is. */
  column: FieldMeta;
  entity: EntityMeta;
  /** Names of the fields below the title. */
  fields: string[];
  context: CellContext;
  href: string;
  active: boolean;
  lifted: boolean;
  flashed: boolean;
  late: ReadonlySet<string>;
  onPress: (e: PointerEvent<HTMLElement>, record: RecordData) => void;
  onFocus: (id: string) => void;
};

/** What it is called; whom for, how much, when, whose. */
export const Card = memo(function Card({ record, column, entity, fields, context, href, active, lifted, flashed, late, onPress, onFocus }: CardProps) {
  const shown = fields
    .map((name) => fieldOf(entity, name))
    .filter((field) => field !== undefined && field.name !== entity.display && record[field.property] !== null && record[field.property] !== undefined && record[field.property] !== '');
  // Its place is where the approval keeps it.
  const held = context.fixed?.(record, column) ?? null;
  const owner = record.owner as { name?: string } | null | undefined;
  return (
    <article data-card={record.id} className={[styles.card, lifted && styles.lifted, flashed && styles.flash].filter(Boolean).join(' ')} onPointerDown={(e) => onPress(e, record)}>
      <Link to={href} draggable={false} tabIndex={active ? 0 : -1} className={styles.cardTitle} onFocus={() => onFocus(record.id)}>
        {titleOf(entity, record, context.language)}
      </Link>
      {held && (
        <span className={styles.held}>
          <Icon of={Lock} size={12} />
          {held}
        </span>
      )}
      {shown.map((field, i) => (
        <span key={field!.name} className={styles.cardLine}>
          <span className="one-line">
            <CellValue field={field!} entity={entity.name} record={record} context={context} tone={late.has(field!.name) ? 'late' : undefined} />
          </span>
          {i === shown.length - 1 && owner?.name && (
            <span title={owner.name}>
              <Avatar name={owner.name} />
              <span className="visually-hidden">{owner.name}</span>
            </span>
          )}
        </span>
      ))}
    </article>
  );
});
