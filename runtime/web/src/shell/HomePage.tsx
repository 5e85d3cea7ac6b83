import { House } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate, today } from '../i18n/formats.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Segmented } from '../ui/Tabs.tsx';
import { useApp } from './app.ts';
import styles from './HomePage.module.css';
import page from './Page.module.css';
import { paths } from './paths.ts';
import { RecentList } from './RecentList.tsx';
import { useScope } from './useScope.ts';
import { WorkList } from './WorkList.tsx';
import { workOf } from './work.ts';

/** Today's work: what is late or due in the coming days, and what one was last at. */
export default function HomePage() {
  const { name, meta, user, language, timeZone } = useApp();
  const { t } = useTranslation(['home', 'shell']);
  const work = useMemo(() => workOf(meta), [meta]);
  const [scope, setScope] = useScope(work);
  return (
    <>
      <header className={page.header}>
        <Icon of={House} />
        <h1>{t('title')}</h1>
        <span className={styles.space} />
        {work.length > 0 && (
          <Segmented
            label={t('whose')}
            value={scope ?? 'mine'}
            onValue={setScope}
            options={[
              { key: 'mine', label: t('mine') },
              { key: 'all', label: t('everyones') },
            ]}
          />
        )}
        <time className={styles.today} dateTime={today(timeZone)}>
          {formatDate(today(timeZone), language)}
        </time>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keys */}
      <div className={page.scroll} tabIndex={0} role="region" aria-label={t('title')}>
        <div className={styles.columns}>
          {work.map((one) => (
            <WorkList key={one.view.id} work={one} mine={scope && scope === 'mine'} />
          ))}
          <RecentList />
        </div>
        {work.length === 0 && (
          <EmptyState title={t('noWork.title')} actions={user.administrator && <a href={paths.design(name)}>{t('shell:editApp')}</a>}>
            {t('noWork.text')}
          </EmptyState>
        )}
      </div>
    </>
  );
}
