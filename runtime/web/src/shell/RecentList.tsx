import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { listRecords, recordKeys } from '../api/records.ts';
import { formatRelative } from '../i18n/formats.ts';
import { EntityIcon } from '../ui/EntityIcon.tsx';
import { useApp } from './app.ts';
import styles from './HomePage.module.css';
import { paths } from './paths.ts';
import { titleOf } from './titles.ts';

const SHOWN = 8;

/** What the user changed last, of whatever kind. */
export function RecentList() {
  const { name, meta, user, language } = useApp();
  const { t } = useTranslation('home');
  const entities = [...new Set(meta.navigation.flatMap((group) => group.items))].flatMap((item) => meta.entities.find((one) => one.name === item) ?? []);
  const results = useQueries({
    queries: entities.map((entity) => {
      const params = { $filter: `updated_by_id eq ${user.id}`, $orderby: 'updated_at desc,id desc', $top: SHOWN };
      return { queryKey: recordKeys.list(name, entity.name, params), queryFn: ({ signal }: { signal: AbortSignal }) => listRecords(name, entity.name, params, signal) };
    }),
  });
  const recent = results
    .flatMap((result, i) => (result.data?.value ?? []).map((record) => ({ entity: entities[i]!, record, at: String(record.updated_at) })))
    .sort((a, b) => b.at.localeCompare(a.at))
    .slice(0, SHOWN);
  if (recent.length === 0) return null;
  return (
    <section aria-labelledby="recent" className={styles.section}>
      <header className={styles.head}>
        <h2 id="recent">{t('recent')}</h2>
      </header>
      <ul className={styles.rows}>
        {recent.map(({ entity, record, at }) => (
          <li key={record.id}>
            <Link to={paths.record(name, entity.name, record.id)} className={styles.row}>
              <span className={styles.title}>
                <EntityIcon entity={entity} />
                {titleOf(entity, record, language)}
              </span>
              <span className={styles.date}>{formatRelative(at, language)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
