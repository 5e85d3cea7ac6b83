import { formatNumber, useTranslation } from '@lowcodecrm/web/i18n';
import { paths } from '@lowcodecrm/web/shell';
import type { Created, ReportedCell } from './api.ts';
import styles from './Start.module.css';

/** How many rows came in, which did not and why; and the way into the app. */
export function Report({ created }: { created: Created }) {
  const { t, i18n } = useTranslation('start');
  const tables = created.tables ?? [];
  return (
    <div className={styles.form}>
      <p role="status">{t('ready', { app: created.title })}</p>
      {created.stopped && <p>{t('wasStopped')}</p>}
      <ul className={styles.report}>
        {tables.map((table) => (
          <li key={table.table}>
            <strong>{table.title ?? table.table}</strong>
            <span>
              {t('cameIn', { count: table.created, shown: formatNumber(table.created, i18n.language) })}
              {table.updated + table.unchanged > 0 && ` · ${t('merged', { count: table.updated + table.unchanged, shown: formatNumber(table.updated + table.unchanged, i18n.language) })}`}
              {table.rejectedCount > 0 && ` · ${t('rejected', { count: table.rejectedCount, shown: formatNumber(table.rejectedCount, i18n.language) })}`}
            </span>
            <Cells cells={table.rejected} />
            {table.emptiedCount > 0 && <span>{t('emptied', { count: table.emptiedCount, shown: formatNumber(table.emptiedCount, i18n.language) })}</span>}
            <Cells cells={table.emptied} />
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        <a className={styles.button} href={paths.design(created.name)}>
          {t('design')}
        </a>
        <a className={`${styles.button} ${styles.primary}`} href={paths.home(created.name)}>
          {t('open')}
        </a>
      </div>
    </div>
  );
}

function Cells({ cells }: { cells: ReportedCell[] }) {
  const { t } = useTranslation('start');
  if (cells.length === 0) return null;
  return (
    <ul>
      {cells.map((cell) => (
        <li key={`${cell.line}${cell.column}${cell.message}`}>
          {t('line', { line: cell.line })} {cell.column && `${cell.column}: `}
          {cell.message}
        </li>
      ))}
    </ul>
  );
}
