import { formatNumber, useTranslation } from '@lowcodecrm/web/i18n';
import { paths } from '@lowcodecrm/web/shell';
import type { Created } from './api.ts';
import styles from './Start.module.css';

/** How many rows came in, which did not and why; and the way into the app. */
export function Report({ created }: { created: Created }) {
  const { t, i18n } = useTranslation('start');
  const tables = created.tables ?? [];
  return (
    <div className={styles.form}>
      <p role="status">{t('ready', { app: created.title })}</p>
      <ul className={styles.report}>
        {tables.map((table) => (
          <li key={table.table}>
            <strong>{table.title ?? table.table}</strong>
            <span>
              {t('cameIn', { count: table.created, shown: formatNumber(table.created, i18n.language) })}
              {table.rejectedCount > 0 && ` · ${t('rejected', { count: table.rejectedCount, shown: formatNumber(table.rejectedCount, i18n.language) })}`}
            </span>
            {table.rejected.length > 0 && (
              <ul>
                {table.rejected.map((row) => (
                  <li key={`${row.line}${row.column}${row.message}`}>
                    {t('line', { line: row.line })} {row.column && `${row.column}: `}
                    {row.message}
                  </li>
                ))}
              </ul>
            )}
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
