import { formatDateTime, useTranslation } from '@lowcodecrm/web/i18n';
import { useApp } from '@lowcodecrm/web/shell';
import { Button, Chip, SkeletonRows } from '@lowcodecrm/web/ui';
import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useDraft } from '../draft/index.ts';
import { useVersions, type Version } from './api.ts';
import { DifferenceView } from './DifferenceView.tsx';
import { RollBackDialog } from './RollBackDialog.tsx';
import styles from './Versions.module.css';

/** What was published when and by whom, how it differs, and the way back. */
export default function VersionsPage() {
  const { t, i18n } = useTranslation('versions');
  const { timeZone } = useApp();
  const { changes, live } = useDraft();
  const [search, setSearch] = useSearchParams();
  const [rolling, setRolling] = useState<Version | null>(null);
  const versions = useVersions();
  if (versions.error) throw versions.error;
  if (!versions.data) return <SkeletonRows rows={6} />;
  const to = search.get('to') ?? (changes > 0 ? 'draft' : String(live));
  const before = versions.data.find((one) => one.version < Number(to));
  const from = search.get('from') ?? (to === 'draft' ? String(live) : before ? String(before.version) : undefined);
  const chosen = versions.data.find((one) => String(one.version) === to);
  const name = (key: string) => (key === 'draft' ? t('draft') : t('version', { version: key }));
  return (
    <div className={styles.page} data-alone>
      <nav className={styles.list} aria-label={t('versions')}>
        <h1>{t('versions')}</h1>
        <ul>
          {changes > 0 && (
            <li>
              <button type="button" aria-current={to === 'draft'} onClick={() => setSearch({ to: 'draft' })}>
                <strong>{t('draft')}</strong>
                <span>{t('changedFiles', { count: changes })}</span>
              </button>
            </li>
          )}
          {versions.data.map((one) => (
            <li key={one.version}>
              <button type="button" aria-current={to === String(one.version)} onClick={() => setSearch({ to: String(one.version) })}>
                <span className={styles.line}>
                  <strong>{name(String(one.version))}</strong>
                  {one.live && <Chip color="green">{t('live')}</Chip>}
                </span>
                <span>
                  {formatDateTime(one.at, i18n.language, timeZone)} {one.by}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <section className={styles.detail} aria-label={name(to)}>
        <header className={styles.head}>
          <h2>{from ? t('fromTo', { from: name(from), to: name(to) }) : t('firstOne', { to: name(to) })}</h2>
          {chosen && !chosen.live && (
            <Button icon={RotateCcw} onClick={() => setRolling(chosen)}>
              {t('rollBack')}
            </Button>
          )}
        </header>
        {from ? <DifferenceView from={from} to={to} /> : <p className={styles.quiet}>{t('firstText')}</p>}
      </section>
      {rolling && <RollBackDialog version={rolling} onClose={() => setRolling(null)} />}
    </div>
  );
}
