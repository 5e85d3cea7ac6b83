import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { entityOf } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { formatRelative } from '../../i18n/formats.ts';
import { useApp } from '../../shell/app.ts';
import { paths } from '../../shell/paths.ts';
import { titleOf } from '../../shell/titles.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { EntityIcon } from '../../ui/EntityIcon.tsx';
import { useRecordPage } from '../context.ts';
import styles from './header.module.css';

/** What it is called; whom it belongs to, whose it is, how fresh it is. */
export function TitleBlock() {
  const { t } = useTranslation('record');
  const { name: app, meta, language } = useApp();
  const { entity, record } = useRecordPage();
  const lookups = entity.fields.filter((field) => field.type === 'lookup' && field.origin === 'entered');
  const about = lookups.find((field) => field.required && record[field.name]) ?? lookups.find((field) => record[field.name]);
  const target = about && entityOf(meta, about.target ?? '');
  const related = about && (record[about.name] as RecordData);
  const owner = record.owner as { name?: string } | null | undefined;
  const parts = [
    target &&
      related && {
        key: 'about',
        drawn: (
          <Link to={paths.record(app, target.name, related.id)} className={styles.link}>
            <EntityIcon entity={{ ...target, color: 'gray' }} size={14} />
            <span className="one-line">{titleOf(target, related, language)}</span>
          </Link>
        ),
      },
    owner?.name && {
      key: 'owner',
      drawn: (
        <>
          <Avatar name={owner.name} />
          <span className="one-line">{owner.name}</span>
        </>
      ),
    },
    typeof record.updated_at === 'string' && {
      key: 'age',
      drawn: (
        <time className="one-line" dateTime={record.updated_at}>
          {t('updated', { when: formatRelative(record.updated_at, language) })}
        </time>
      ),
    },
  ].filter((part) => typeof part === 'object');
  return (
    <div className={styles.title}>
      <EntityIcon entity={entity} size={40} tile />
      <div className={styles.names}>
        <h1>{titleOf(entity, record, language)}</h1>
        <p className={styles.about}>
          {parts.map((part) => (
            <span key={part.key} className={styles.part}>
              {part.drawn}
            </span>
          ))}
        </p>
      </div>
    </div>
  );
}
