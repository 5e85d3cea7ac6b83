import { formatNumber, useTranslation } from '@lowcodecrm/web/i18n';
import { Button } from '@lowcodecrm/web/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { loadProgress, stopRows } from './api.ts';
import styles from './Start.module.css';

const LOOK_MS = 500;

/** How many of the rows have come in; they may be stopped, and go on for who leaves. */
export function Making({ upload, rows }: { upload: string; rows: number }) {
  const { t, i18n } = useTranslation('start');
  const [stopping, setStopping] = useState(false);
  const { data } = useQuery({ queryKey: ['design', 'making', upload], queryFn: ({ signal }) => loadProgress(upload, signal), refetchInterval: LOOK_MS, gcTime: 0, retry: false });
  const shown = (count: number) => formatNumber(count, i18n.language);
  const label = data && data.total > 0 ? t('bringing', { done: shown(data.done), total: shown(data.total), count: data.total }) : t('creating', { count: rows, shown: shown(rows) });
  return (
    <div className={styles.making}>
      <p role="status">{label}</p>
      <progress aria-label={t('create')} value={data?.total ? data.done : undefined} max={data?.total || undefined} />
      <p className={styles.quiet}>{t('mayLeave')}</p>
      <Button
        type="button"
        busy={stopping}
        onClick={() => {
          setStopping(true);
          void stopRows(upload).catch(() => setStopping(false));
        }}
      >
        {t('stop')}
      </Button>
    </div>
  );
}
