import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import styles from './bulk.module.css';
import type { Report } from './useBulk.tsx';

const SHOWN = 200;

/** Work that takes a while, in the corner: it can be left alone, and stopped. */
export function BulkProgress({ title, done, of, said, onCancel }: { title: string; done: number; of: number /** In place of how many are done. */; said?: string; onCancel?: () => void }) {
  const { t } = useTranslation('list');
  return (
    <div role="status" className={styles.progress}>
      <div className={styles.progressHead}>
        <span>{title}</span>
        <span className="numbers">{said ?? (of > 0 ? t('bulk.progress', { done, of }) : t('bulk.rows', { count: done }))}</span>
      </div>
      <progress aria-label={title} value={of > 0 ? done : undefined} max={of > 0 ? of : undefined} />
      {onCancel && (
        <Button kind="text" size="small" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
      )}
    </div>
  );
}

/** What was done, and which records said no, and why. */
export function BulkReport({ report, onClose }: { report: Report; onClose: () => void }) {
  const { t } = useTranslation('list');
  return (
    <Dialog size="large" title={report.title} onClose={onClose} actions={<Button onClick={onClose}>{t('common:close')}</Button>}>
      <p>
        {t('bulk.reportDone', { count: report.done })} {report.refused.length > 0 && t('bulk.reportRefused', { count: report.refused.length })} {report.cancelled && t('bulk.reportCancelled')}
        {report.failure && t('bulk.reportFailed', { reason: report.failure })}
      </p>
      {report.refused.length > 0 && (
        <div className={styles.report}>
          <table>
            <thead>
              <tr>
                <th>{t('bulk.record')}</th>
                <th>{t('bulk.reason')}</th>
              </tr>
            </thead>
            <tbody>
              {report.refused.slice(0, SHOWN).map((one) => (
                <tr key={one.id}>
                  <td>{one.title}</td>
                  <td>{one.message}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {report.refused.length > SHOWN && <p>{t('bulk.more', { count: report.refused.length - SHOWN })}</p>}
        </div>
      )}
    </Dialog>
  );
}
