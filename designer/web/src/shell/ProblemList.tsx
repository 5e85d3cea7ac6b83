import { useTranslation } from '@lowcodecrm/web/i18n';
import { Icon } from '@lowcodecrm/web/ui';
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { Diagnostic } from '../draft/index.ts';
import styles from './ProblemsBar.module.css';

const drawn = { error: [CircleAlert, 'var(--bad)'], warning: [TriangleAlert, 'var(--warn)'], info: [Info, 'var(--text2)'] } as const;

/** Problems, each leading to where it is mended. */
export function ProblemList({ diagnostics, onGo }: { diagnostics: Diagnostic[]; onGo: (diagnostic: Diagnostic) => void }) {
  const { t } = useTranslation('design');
  return (
    <ul className={styles.problems}>
      {diagnostics.map((one) => {
        const [icon, color] = drawn[one.severity];
        return (
          <li key={`${one.id}${one.file}${one.line}:${one.column}${one.message}`}>
            <button type="button" onClick={() => onGo(one)}>
              <Icon of={icon} color={color} size={14} label={t(`severity.${one.severity}`)} />
              <span className={styles.message}>{one.message}</span>
              <span className={styles.place}>
                {one.file}:{one.line}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
