import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button, focusInvalid } from '@lowcodecrm/web/ui';
import { useState } from 'react';
import { AppNameFields, isPlace, placeOf, titleOf, useNames } from './AppNameFields.tsx';
import { analyze, type Created, createApp, type Proposal, type ProposedTable } from './api.ts';
import { DropFiles } from './DropFiles.tsx';
import { Failure } from './Failure.tsx';
import { Making } from './Making.tsx';
import { Report } from './Report.tsx';
import styles from './Start.module.css';
import { TableReview } from './TableReview.tsx';
import { useCreate } from './useCreate.ts';

/** Files to a proposal, the proposal to an app with the records in it, and what became of each row. */
export function FromSpreadsheets() {
  const { t, i18n } = useTranslation('start');
  const [reading, setReading] = useState<File[]>([]);
  const [unread, setUnread] = useState<Error | null>(null);
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const [tables, setTables] = useState<ProposedTable[]>([]);
  const [names, setNames] = useNames();
  const [tried, setTried] = useState(false);
  const [done, setDone] = useState<Created | null>(null);
  const making = useCreate(
    () => createApp({ from: 'spreadsheets', upload: proposal!.upload, name: placeOf(names), title: titleOf(names), locale: i18n.language, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, tables }),
    setDone,
  );
  const read = async (files: File[]) => {
    if (files.length === 0) return;
    setReading(files);
    setUnread(null);
    try {
      const found = await analyze(files);
      setProposal(found);
      setTables(found.tables);
    } catch (error) {
      setUnread(error as Error);
    }
    setReading([]);
  };
  if (done) return <Report created={done} />;
  if (!proposal)
    return (
      <div className={styles.form}>
        <DropFiles accept=".csv,.xlsx,text/csv" multiple label={t('dropSheets')} chosen={reading} onFiles={(files) => void read(files)} />
        {reading.length > 0 && (
          <p role="status">
            {t('reading')} <progress aria-label={t('reading')} />
          </p>
        )}
        <Failure error={unread} />
      </div>
    );
  const kept = tables.filter((table) => !table.skip);
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        setTried(true);
        focusInvalid(e.currentTarget);
        if (kept.length > 0 && Object.keys(titleOf(names)).length > 0 && isPlace(placeOf(names))) void making.create();
      }}
    >
      <p className={styles.quiet}>{t('confirm')}</p>
      {tables.map((table, i) => (
        <TableReview key={table.id} table={table} tables={tables} onTable={(next) => setTables(renamed(tables, i, next))} />
      ))}
      {proposal.skipped.length > 0 && (
        <section>
          <h2>{t('skipped')}</h2>
          <ul>
            {proposal.skipped.map((one) => (
              <li key={one.file + one.sheet}>{one.reason.startsWith(one.file) ? one.reason : `${one.file}${one.sheet && !one.file.startsWith(one.sheet) ? ` ${one.sheet}` : ''}: ${one.reason}`}</li>
            ))}
          </ul>
        </section>
      )}
      <div className={styles.names}>
        <AppNameFields names={names} onNames={setNames} tried={tried} taken={making.taken} focused={false} />
      </div>
      <Failure error={making.failure} />
      {making.busy && <Making upload={proposal.upload} rows={kept.reduce((sum, table) => sum + table.rows, 0)} />}
      <div className={styles.actions}>
        <Button type="button" disabled={making.busy} onClick={() => setProposal(null)}>
          {t('otherFiles')}
        </Button>
        <Button type="submit" kind="primary" busy={making.busy} disabled={kept.length === 0}>
          {t('create')}
        </Button>
      </div>
    </form>
  );
}

/** The tables with one of them changed; lookups follow a table's new name. */
function renamed(tables: ProposedTable[], index: number, next: ProposedTable): ProposedTable[] {
  const before = tables[index]!.name;
  const all = tables.map((table, i) => (i === index ? next : table));
  if (before === next.name) return all;
  return all.map((table) => ({ ...table, fields: table.fields.map((field) => (field.target === before ? { ...field, target: next.name } : field)) }));
}
