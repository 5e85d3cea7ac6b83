import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { entityOf, type FieldMeta } from '../api/meta.ts';
import { type RecordData, useRecords } from '../api/records.ts';
import { formatDate, formatNumber, today } from '../i18n/formats.ts';
import { Chip } from '../ui/Chip.tsx';
import { EntityIcon } from '../ui/EntityIcon.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { useApp } from './app.ts';
import styles from './HomePage.module.css';
import { PartFailed } from './PartFailed.tsx';
import { paths } from './paths.ts';
import { titleOf } from './titles.ts';
import { askFor, SHOWN, type Work } from './work.ts';

/** What a worklist has for the coming days, the late first. `mine` is undefined until it is known whose work is shown: its head stands there already. */
export function WorkList({ work, mine }: { work: Work; mine: boolean | undefined }) {
  const { name, text, user, language } = useApp();
  const { t } = useTranslation('home');
  const { view, entity } = work;
  const { data, isPending, error, refetch } = useRecords(name, entity.name, askFor(work, mine === false ? null : user.id), mine !== undefined);
  const count = data?.['@odata.count'] ?? 0;
  return (
    <section aria-labelledby={`work-${view.id}`} className={styles.section}>
      <header className={styles.head}>
        <EntityIcon entity={entity} />
        <h2 id={`work-${view.id}`}>{text(entity.plural)}</h2>
        <span className={styles.count}>{count > 0 && t('due', { count, shown: formatNumber(count, language) })}</span>
        <Link to={paths.list(name, entity.name, view.name)}>{text(view.label)}</Link>
      </header>
      {error && !data ? (
        <PartFailed error={error} onRetry={() => void refetch()} />
      ) : isPending ? (
        <SkeletonRows rows={SHOWN} />
      ) : count === 0 ? (
        <p className={styles.none}>{t('nothingDue')}</p>
      ) : (
        <ul className={styles.rows}>
          {data?.value.map((record) => (
            <WorkRow key={record.id} work={work} record={record} />
          ))}
        </ul>
      )}
    </section>
  );
}

function WorkRow({ work: { entity, date, about, choice }, record }: { work: Work; record: RecordData }) {
  const { name, meta, text, language, timeZone } = useApp();
  const { t } = useTranslation('home');
  const value = record[date.property] as string | null;
  const now = today(timeZone);
  const day = value && (date.type === 'date' ? value : today(timeZone, new Date(value)));
  const option = optionOf(choice, record);
  const target = about?.target ? entityOf(meta, about.target) : undefined;
  const related = about && target ? (record[about.name] as RecordData | null) : null;
  return (
    <li>
      <Link to={paths.record(name, entity.name, record.id)} className={styles.row}>
        <span className={styles.title}>{titleOf(entity, record, language)}</span>
        <span className={styles.about}>{related && target ? titleOf(target, related, language) : ''}</span>
        <span className={styles.choice}>{option && <Chip color={option.color}>{text(option.label)}</Chip>}</span>
        <span className={day && day < now ? styles.late : styles.date}>
          {day && day < now && <span className="visually-hidden">{t('late')}</span>}
          {day === now ? t('today') : formatDate(day, language)}
        </span>
      </Link>
    </li>
  );
}

const optionOf = (field: FieldMeta | undefined, record: RecordData) => field?.options?.find((option) => option.value === record[field.property]);
