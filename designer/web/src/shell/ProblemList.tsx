import { useTranslation } from '@lowcodecrm/web/i18n';
import { Icon } from '@lowcodecrm/web/ui';
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { Diagnostic } from '../draft/index.ts';
import { Fixes } from './Fixes.tsx';
import { useFileName } from './fileName.ts';
import styles from './ProblemsBar.module.css';

const drawn = { error: [CircleAlert, 'var(--bad)'], warning: [TriangleAlert, 'var(--warn)'], info: [Info, 'var(--text2)'] } as const;

/** What stops a publish comes first. */
const ranks = ['error', 'warning', 'info'];

/** Problems, each leading to where it is mended, or mended at once. `here`: all are of what stands beside, which needs no name. */
export function ProblemList({ diagnostics, here = false, onGo, onFixed }: { diagnostics: Diagnostic[]; here?: boolean; onGo: (diagnostic: Diagnostic) => void; onFixed?: () => void }) {
  const { t } = useTranslation('design');
  const nameOf = useFileName();
  return (
    <ul className={styles.problems}>
      {diagnostics
        .toSorted((a, b) => ranks.indexOf(a.severity) - ranks.indexOf(b.severity))
        .map((one) => {
          const [icon, color] = drawn[one.severity];
          return (
            <li key={`${one.id}${one.file}${one.line}:${one.column}${one.message}`}>
              <button type="button" className={styles.problem} onClick={() => onGo(one)}>
                <Icon of={icon} color={color} size={14} label={t(`severity.${one.severity}`)} />
                <span className={styles.message}>{one.message}</span>
                {!here && (
                  <span className={styles.place} title={`${one.file}:${one.line}`}>
                    {one.place ?? nameOf(one.file)}
                  </span>
                )}
              </button>
              {one.fixes && one.fixes.length > 0 && (
                <div className={styles.fixes}>
                  <Fixes of={one} onFixed={onFixed} />
                </div>
              )}
            </li>
          );
        })}
    </ul>
  );
}
