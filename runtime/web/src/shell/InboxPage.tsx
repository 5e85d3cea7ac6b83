import { Inbox } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatRelative } from '../i18n/formats.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { EntityIcon } from '../ui/EntityIcon.tsx';
import { Icon } from '../ui/Icon.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { useApp } from './app.ts';
import styles from './InboxPage.module.css';
import page from './Page.module.css';
import { paths } from './paths.ts';
import { titleOf } from './titles.ts';
import { useInbox } from './useInbox.ts';
import { Waiting } from './Waiting.tsx';

/** What others did to one's records. */
export default function InboxPage() {
  const { name, text, language } = useApp();
  const { t } = useTranslation('home');
  const { news, isPending, look } = useInbox();
  // What is new when the page opens stays marked while it is read, though it counts as seen.
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const latest = useRef(look);
  latest.current = look;
  const fresh = news.filter((one) => one.isNew).map((one) => one.record.id);
  const key = fresh.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what is new
  useEffect(() => {
    if (fresh.length === 0) return;
    setMarked((was) => new Set([...was, ...fresh]));
    latest.current();
  }, [key]);
  return (
    <>
      <header className={page.header}>
        <Icon of={Inbox} />
        <h1>{t('inbox')}</h1>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keys */}
      <div className={page.scroll} tabIndex={0} role="region" aria-label={t('inbox')}>
        <Waiting />
        {isPending ? (
          <SkeletonRows />
        ) : news.length === 0 ? (
          <EmptyState title={t('noNews.title')}>{t('noNews.text')}</EmptyState>
        ) : (
          <ul>
            {news.map(({ entity, record, at, by }) => (
              <li key={record.id}>
                <Link to={paths.record(name, entity.name, record.id)} className={marked.has(record.id) ? `${styles.row} ${styles.fresh}` : styles.row}>
                  <EntityIcon entity={entity} />
                  <span className={styles.title}>{titleOf(entity, record, language)}</span>
                  <span className={styles.about}>{text(entity.label)}</span>
                  <span className={styles.by}>
                    <Avatar name={by} />
                    <span className="one-line">{by}</span>
                  </span>
                  <time dateTime={at} className={styles.at}>
                    {marked.has(record.id) && <span className="visually-hidden">{t('new')}</span>}
                    {formatRelative(at, language)}
                  </time>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}
