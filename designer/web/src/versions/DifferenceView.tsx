import { useTranslation } from '@lowcodecrm/web/i18n';
import { SkeletonRows } from '@lowcodecrm/web/ui';
import { useDifference } from './api.ts';
import { FileDiff } from './FileDiff.tsx';
import styles from './Versions.module.css';

const openUpTo = 4;

/** The difference in words, then file by file. */
export function DifferenceView({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation('versions');
  const difference = useDifference(from, to);
  if (difference.error) return <p role="alert">{difference.error.message}</p>;
  if (!difference.data) return <SkeletonRows rows={8} />;
  const { changes, files } = difference.data;
  if (files.length === 0) return <p className={styles.quiet}>{t('equal')}</p>;
  return (
    <>
      <h3>{t('inWords')}</h3>
      {changes.length === 0 ? (
        <p className={styles.quiet}>{t('noModelChange')}</p>
      ) : (
        <ul className={styles.words}>
          {changes.map((change) => (
            <li key={change.kind + change.target}>
              {change.message ?? change.target}
              {change.loses && <span className={styles.loses}>{change.loses}</span>}
            </li>
          ))}
        </ul>
      )}
      <h3>{t('inFiles', { count: files.length })}</h3>
      {files.map((file) => (
        <FileDiff key={file.path} file={file} open={files.length <= openUpTo} />
      ))}
    </>
  );
}
