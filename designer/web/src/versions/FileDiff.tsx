import { useTranslation } from '@lowcodecrm/web/i18n';
import { useMemo } from 'react';
import { diffLines, hunksOf } from './diff.ts';
import styles from './Versions.module.css';

export type FileDifference = { path: string; kind: 'added' | 'removed' | 'changed'; before?: string; after?: string };

const signs = { same: '', added: '+', removed: '−' } as const;

/** A file before and after, what changed with a little around it. */
export function FileDiff({ file, open }: { file: FileDifference; open: boolean }) {
  const { t } = useTranslation('versions');
  const hunks = useMemo(() => hunksOf(diffLines(file.before ?? '', file.after ?? '')), [file]);
  return (
    <details className={styles.file} open={open}>
      <summary>
        <code className="one-line">{file.path}</code>
        <span>{t(`files.${file.kind}`)}</span>
      </summary>
      {file.before === undefined && file.after === undefined ? (
        <p className={styles.quiet}>{t('binary')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways can be scrolled by keys
        <div className={styles.lines} tabIndex={0} role="group" aria-label={file.path}>
          {hunks.map((hunk, at) =>
            typeof hunk === 'number' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: a difference does not change
              <p key={at} className={styles.left}>
                {t('same', { count: hunk })}
              </p>
            ) : (
              hunk.map((line) => (
                <pre key={`${line.before}:${line.after}`} className={styles[line.kind]}>
                  <span className={styles.number}>{line.after ?? line.before}</span>
                  <span className={styles.sign}>{signs[line.kind]}</span>
                  {line.text}
                </pre>
              ))
            ),
          )}
        </div>
      )}
    </details>
  );
}
