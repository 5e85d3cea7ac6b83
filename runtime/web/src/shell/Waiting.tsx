import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { lastMoment, useWaiting } from '../api/approvals.ts';
import { formatDateTime } from '../i18n/formats.ts';
import { EntityIcon } from '../ui/EntityIcon.tsx';
import { useApp } from './app.ts';
import styles from './InboxPage.module.css';
import { paths } from './paths.ts';

/** Decisions that wait for the user, above the news. */
export function Waiting() {
  const { name, meta, entity, language, timeZone } = useApp();
  const { t } = useTranslation('home');
  const { data } = useWaiting(
    name,
    meta.entities.some((one) => (one.approvals?.length ?? 0) > 0),
  );
  if (!data || data.length === 0) return null;
  return (
    <section aria-label={t('waiting.title')}>
      <h2 className={styles.heading}>{t('waiting.title')}</h2>
      <ul>
        {data.map((one) => {
          const of = entity(one.entity);
          return (
            <li key={`${one.id}/${one.approval}`}>
              <Link to={paths.record(name, one.entity, one.id)} className={styles.row}>
                {of ? <EntityIcon entity={of} /> : <span />}
                <span className={styles.title}>{one.title}</span>
                <span className={styles.about}>{one.label}</span>
                <span className={styles.by}>
                  <span className="one-line">{t('waiting.step', { step: one.stepLabel, who: one.submittedBy })}</span>
                </span>
                <span className={styles.at}>{one.due && t(one.overdue ? 'waiting.overdue' : 'waiting.due', { when: formatDateTime(lastMoment(one.due), language, timeZone) })}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
