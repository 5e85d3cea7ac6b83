import { useTranslation } from '@lowcodecrm/web/i18n';
import { Icon, type LucideIcon } from '@lowcodecrm/web/ui';
import { ArrowLeft, FilePlus2, Package, Sheet, Upload } from 'lucide-react';
import { useEffect } from 'react';
import { Link, useSearchParams } from 'react-router';
import { FromNothing } from './FromNothing.tsx';
import { FromPackage } from './FromPackage.tsx';
import { FromSample } from './FromSample.tsx';
import { FromSpreadsheets } from './FromSpreadsheets.tsx';
import styles from './Start.module.css';

const ways: { key: string; icon: LucideIcon; Way: () => React.ReactNode }[] = [
  { key: 'spreadsheets', icon: Sheet, Way: FromSpreadsheets },
  { key: 'nothing', icon: FilePlus2, Way: FromNothing },
  { key: 'sample', icon: Package, Way: FromSample },
  { key: 'package', icon: Upload, Way: FromPackage },
];

/** A new app: from spreadsheets, from nothing, from a sample, from a file. */
export default function StartPage() {
  const { t } = useTranslation('start');
  const [search] = useSearchParams();
  const way = ways.find((one) => one.key === search.get('from'));
  useEffect(() => {
    document.title = t('title');
  }, [t]);
  return (
    <div className={styles.page}>
      <header className={styles.bar}>
        {way ? (
          <Link to="/" className={styles.back}>
            <Icon of={ArrowLeft} />
            {t('title')}
          </Link>
        ) : (
          <a href="/" className={styles.back}>
            <Icon of={ArrowLeft} />
            {t('apps')}
          </a>
        )}
      </header>
      <main className={way?.key === 'spreadsheets' ? `${styles.sheet} ${styles.wide}` : styles.sheet}>
        <h1>{way ? t(`ways.${way.key}.title`) : t('title')}</h1>
        {way ? (
          <way.Way />
        ) : (
          <ul className={styles.ways}>
            {ways.map((one) => (
              <li key={one.key}>
                <Link to={`/?from=${one.key}`}>
                  <Icon of={one.icon} size={20} />
                  <span>
                    <strong>{t(`ways.${one.key}.title`)}</strong>
                    <span>{t(`ways.${one.key}.text`)}</span>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </main>
    </div>
  );
}
