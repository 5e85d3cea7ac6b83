import { inLanguage, useMeta } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { AppContext, paths } from '@lowcodecrm/web/shell';
import { Icon } from '@lowcodecrm/web/ui';
import { ArrowLeft } from 'lucide-react';
import { Suspense, useEffect, useMemo } from 'react';
import { Outlet, useParams } from 'react-router';
import styles from './DesignFrame.module.css';

/** An app opened for change: the bar above, and the page beneath it. */
export function DesignFrame() {
  const { app = '' } = useParams();
  return (
    <Suspense>
      <Frame key={app} app={app} />
    </Suspense>
  );
}

function Frame({ app }: { app: string }) {
  const meta = useMeta(app);
  const { i18n } = useTranslation();
  const context = useMemo(() => ({ name: app, meta }), [app, meta]);
  const title = inLanguage(meta.title, i18n.language, meta);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <AppContext value={context}>
      <div className={styles.frame}>
        <header className={styles.bar}>
          <a href={paths.home(app)} className={styles.back}>
            <Icon of={ArrowLeft} />
            {title}
          </a>
        </header>
        <main className={styles.page}>
          <Suspense>
            <Outlet />
          </Suspense>
        </main>
      </div>
    </AppContext>
  );
}
