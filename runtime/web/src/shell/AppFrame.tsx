import { Suspense, useEffect, useMemo } from 'react';
import { Outlet, useParams } from 'react-router';
import { useLiveUpdates } from '../api/changes.ts';
import { inLanguage, useMeta } from '../api/meta.ts';
import { adoptLanguage, useTranslation } from '../i18n/index.ts';
import { useAppTheme } from '../theme/appTheme.ts';
import styles from './AppFrame.module.css';
import { AppContext } from './app.ts';
import { BottomBar } from './BottomBar.tsx';
import { Commands } from './Commands.tsx';
import { NoPassword } from './NoPassword.tsx';
import { Sidebar } from './Sidebar.tsx';

/** An open app: the sidebar, and the sheet that holds the page. */
export function AppFrame() {
  const { app = '' } = useParams();
  return (
    <Suspense>
      <Frame key={app} app={app} />
    </Suspense>
  );
}

function Frame({ app }: { app: string }) {
  const meta = useMeta(app);
  const { t, i18n } = useTranslation('shell');
  const context = useMemo(() => ({ name: app, meta }), [app, meta]);
  useAppTheme(meta.theme);
  useLiveUpdates(app, meta.version);
  useEffect(() => {
    void adoptLanguage(meta.user.locale, meta.defaultLocale);
  }, [meta.user.locale, meta.defaultLocale]);
  useEffect(() => {
    document.title = inLanguage(meta.title, i18n.language, meta);
  }, [meta, i18n.language]);
  return (
    <AppContext value={context}>
      <Commands>
        <div className={styles.frame}>
          <a className={styles.skip} href="#page">
            {t('skip')}
          </a>
          <Sidebar />
          <main id="page" tabIndex={-1} className={styles.sheet}>
            <NoPassword />
            <Suspense>
              <Outlet />
            </Suspense>
          </main>
          <BottomBar />
        </div>
      </Commands>
    </AppContext>
  );
}
