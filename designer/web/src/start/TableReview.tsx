import { inLanguage } from '@lowcodecrm/web/api';
import { formatNumber, useTranslation } from '@lowcodecrm/web/i18n';
import { Checkbox, EntityIcon, Input, Select } from '@lowcodecrm/web/ui';
import { useState } from 'react';
import { useFieldTypes } from '../parts/fieldTypes.ts';
import type { ProposedField, ProposedTable } from './api.ts';
import styles from './Start.module.css';

/** Types that the cells of a column can be read as. */
const readable = ['text', 'longText', 'integer', 'decimal', 'money', 'percent', 'boolean', 'date', 'datetime', 'choice', 'lookup', 'email', 'phone', 'url', 'tags'];

/** A table as it was understood: each column with its type, examples and doubts, to be put right. */
export function TableReview({ table, tables, onTable }: { table: ProposedTable; tables: ProposedTable[]; onTable: (table: ProposedTable) => void }) {
  const { t, i18n } = useTranslation('start');
  const [foundKey] = useState(table.key);
  const setField = (index: number, values: Partial<ProposedField>) => onTable({ ...table, fields: table.fields.map((field, i) => (i === index ? { ...field, ...values } : field)) });
  const kept = table.fields.filter((field) => !field.skip);
  const fieldOptions = kept.map((field) => ({ value: field.name, label: field.title ?? field.name }));
  return (
    <section className={styles.table} aria-label={table.title ?? table.name}>
      <header>
        <Checkbox checked={!table.skip} onChecked={(on) => onTable({ ...table, skip: on ? undefined : true })} label={t('takeTable', { table: table.title ?? table.name })} />
        <EntityIcon entity={table} size={20} />
        <Input aria-label={t('tableTitle')} value={table.title ?? ''} onValue={(title) => onTable({ ...table, title })} />
        <span className={styles.quiet}>
          {table.file} · {t('rows', { count: table.rows, shown: formatNumber(table.rows, i18n.language) })}
          {Boolean(table.totals) && ` · ${t('totals', { count: table.totals })}`}
          {Boolean(table.repeated) && table.key === foundKey && ' · '}
          {Boolean(table.repeated) && table.key === foundKey && <strong>{t('repeated', { count: table.repeated, key: fieldOptions.find((one) => one.value === table.key)?.label })}</strong>}
          {table.duplicates > 0 && ' · '}
          {table.duplicates > 0 && <strong>{t('duplicates', { count: table.duplicates })}</strong>}
        </span>
      </header>
      {!table.skip && (
        <>
          <div className={styles.scroll}>
            <table>
              <thead>
                <tr>
                  <th>{t('take')}</th>
                  <th>{t('label')}</th>
                  <th>{t('type')}</th>
                  <th>{t('required')}</th>
                  <th>{t('examples')}</th>
                </tr>
              </thead>
              <tbody>
                {table.fields.map((field, i) => (
                  <FieldRow key={field.column} field={field} table={table} tables={tables} onField={(values) => setField(i, values)} />
                ))}
              </tbody>
            </table>
          </div>
          <footer>
            <label>
              {t('key')}
              <Select label={t('key')} clearable value={table.key ?? null} onValue={(key) => onTable({ ...table, key: key ?? undefined })} options={fieldOptions} />
            </label>
            <label>
              {t('display')}
              <Select label={t('display')} value={table.display ?? null} onValue={(display) => onTable({ ...table, display: display ?? undefined })} options={fieldOptions} />
            </label>
          </footer>
        </>
      )}
    </section>
  );
}

const readingTitle = (table: ProposedTable, column: number) => {
  const of = table.fields.find((one) => one.column === column);
  return of?.title ?? of?.name ?? '';
};

function FieldRow({ field, table, tables, onField }: { field: ProposedField; table: ProposedTable; tables: ProposedTable[]; onField: (values: Partial<ProposedField>) => void }) {
  const { t, i18n } = useTranslation('start');
  // What the doubts are about: another type has others.
  const [found] = useState(field.type);
  const types = useFieldTypes().data?.value ?? [];
  const title = field.title ?? field.name;
  const targets = tables.filter((one) => !one.skip && (one.id !== table.id || field.target === one.name));
  const offered = types.filter((type) => readable.includes(type.type) || type.type === field.type).filter((type) => type.type !== 'lookup' || targets.length > 0);
  return (
    <tr data-skip={field.skip}>
      <td>
        <Checkbox checked={!field.skip} onChecked={(on) => onField({ skip: on ? undefined : true })} label={t('takeField', { field: title })} />
      </td>
      <td>
        <Input aria-label={t('fieldTitle', { field: title })} value={title} disabled={field.skip} onValue={(next) => onField({ title: next })} />
      </td>
      <td>
        <span className={styles.type}>
          <Select
            label={t('typeOf', { field: title })}
            value={field.type}
            disabled={field.skip}
            onValue={(type) => type && onField({ type, target: type === 'lookup' ? (field.target ?? targets[0]?.name) : undefined, options: type === 'choice' || type === 'multiChoice' ? field.options : undefined })}
            options={offered.map((type) => ({ value: type.type, label: inLanguage(type.label, i18n.language), find: type.type }))}
          />
          {field.type === 'lookup' && (
            <Select
              label={t('targetOf', { field: title })}
              value={field.target ?? null}
              disabled={field.skip}
              onValue={(target) => target && onField({ target })}
              options={targets.map((one) => ({ value: one.name, label: one.title ?? one.name }))}
            />
          )}
        </span>
      </td>
      <td>
        <Checkbox checked={field.required} onChecked={(required) => onField({ required })} disabled={field.skip} label={t('requiredOf', { field: title })} />
      </td>
      <td className={styles.examples}>
        <span className="one-line">
          {field.options && (field.type === 'choice' || field.type === 'multiChoice') ? field.options.map((one) => `${one.label ?? one.value} (${one.count})`).join(', ') : field.examples?.join(', ')}
        </span>
        {field.type === 'personName' && field.reading !== undefined && <span>{t('readFrom', { field: readingTitle(table, field.reading) })}</span>}
        {field.misfits && field.type === found && !field.required && <strong>{t(field.type === 'lookup' ? 'unmatched' : 'misfits', { count: field.unmatched ?? 0, values: field.misfits.join(', ') })}</strong>}
      </td>
    </tr>
  );
}
