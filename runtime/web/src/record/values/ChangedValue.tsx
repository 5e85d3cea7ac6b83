import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type EntityMeta, entityOf, type FieldMeta, fieldOf } from '../../api/meta.ts';
import { type RecordData, useRecord } from '../../api/records.ts';
import { FieldValue } from '../../forms/index.ts';
import { useApp } from '../../shell/app.ts';
import { titleOf } from '../../shell/titles.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useRecordPage } from '../context.ts';
import styles from '../tabs/tabs.module.css';
import { useUserName } from './useUsers.ts';
import { ruleName } from './words.ts';

export type ValueChange = { field: string; old: unknown; new: unknown; rule?: string };

/** A field's name, what it was and what it became, as people read them. */
export function ChangedValue({ change, from }: { change: ValueChange; from: boolean }) {
  const { t } = useTranslation('record');
  const { meta, language, text } = useApp();
  const { entity } = useRecordPage();
  const field = fieldOf(entity, change.field);
  if (!field) return null;
  return (
    <div className={styles.change}>
      <dt>{text(field.label)}</dt>
      <dd>
        {from && (
          <>
            <PastValue entity={entity} field={field} value={change.old} />
            <Icon of={ArrowRight} size={14} label={t('history.to')} />
          </>
        )}
        <PastValue entity={entity} field={field} value={change.new} />
        {change.rule && <span className={styles.by}>{t('history.rule', { name: ruleName(change.rule, { meta, entity: entity.name, language, t }) })}</span>}
      </dd>
    </div>
  );
}

/** A value of another time: what a lookup named is asked for by its id. */
export function PastValue({ entity, field, value }: { entity: EntityMeta; field: FieldMeta; value: unknown }) {
  const { t } = useTranslation('record');
  const { meta } = useApp();
  const { record } = useRecordPage();
  if (value === null || value === undefined || value === '') return <span className={styles.nothing}>{t('words.empty')}</span>;
  if (field.type === 'user' || field.target === '$user') return <UserNamed id={String(value)} />;
  if (field.type === 'lookup') return <RecordNamed target={field.target ?? ''} id={String(value)} />;
  if (field.type === 'childList') return <PastRows list={field} rows={Array.isArray(value) ? (value as RecordData[]) : []} />;
  if (field.type === 'manyToMany') return <span>{t('history.rows', { count: Array.isArray(value) ? value.length : 1 })}</span>;
  return <FieldValue meta={meta} entity={entity.name} field={field} value={value} record={record} line />;
}

/** Of rows that changed what they were, or became: one line a row. */
function PastRows({ list, rows }: { list: FieldMeta; rows: RecordData[] }) {
  const { t } = useTranslation('record');
  const { meta, text } = useApp();
  const entity = entityOf(meta, list.target ?? '');
  if (!entity || rows.length === 0) return <span className={styles.nothing}>{t('words.empty')}</span>;
  return (
    <span className={styles.pastRows}>
      {rows.map((row) => (
        <span key={String(row.id)} className={styles.pastRow}>
          {entity.fields
            .filter((field) => field.property !== 'id' && row[field.property] !== undefined && row[field.property] !== null)
            .map((field) => (
              <span key={field.name}>
                <span className={styles.by}>{text(field.label)}</span> <PastValue entity={entity} field={field} value={row[field.property]} />
              </span>
            ))}
        </span>
      ))}
    </span>
  );
}

function RecordNamed({ target, id }: { target: string; id: string }) {
  const { name: app, meta, language } = useApp();
  const entity = entityOf(meta, target);
  const found = useRecord(app, target, entity ? id : undefined);
  return <span>{entity && found.data ? titleOf(entity, found.data, language) : found.isPending ? '…' : '—'}</span>;
}

function UserNamed({ id }: { id: string }) {
  return <span>{useUserName(id) ?? '—'}</span>;
}
