import { formatNumber, useTranslation } from '@lowcodecrm/web/i18n';
import { Icon, SkeletonRows } from '@lowcodecrm/web/ui';
import { Check, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Diagnostic } from '../draft/index.ts';
import { useDesigner } from '../shell/designer.ts';
import { ProblemList } from '../shell/ProblemList.tsx';
import styles from './Retype.module.css';

type Counted = { value: string; count: number };
/** What the server says of a field's change of type; nothing has been changed. */
export type Retyping = {
  converts: 'same' | 'all' | 'some' | 'none';
  held: number;
  lost: number;
  rounded: number;
  lostValues: Counted[];
  values: Counted[];
  distinct: number;
  diagnostics: Diagnostic[];
};

/** As many values are named as are read at a glance. */
const namedValues = 8;

type Props = {
  retyping: Retyping | undefined;
  error: Error | null;
  waiting: boolean;
  from?: string;
  to: string;
  words?: 'retype' | 'retarget' | 'relink' | 'relist';
  isDisplay: boolean;
  beside: ReactNode;
  onGone: () => void;
};

/** What becomes of the values, what no longer fits, and the way out where nothing can be kept. */
export function RetypeOutcome({ retyping, error, waiting, from = '', to, words = 'retype', isDisplay, beside, onGone }: Props) {
  const { t, i18n } = useTranslation('data');
  const { goTo } = useDesigner();
  const shown = (count: number) => formatNumber(count, i18n.language);
  if (error)
    return (
      <p role="alert" className={styles.bad}>
        {error.message}
      </p>
    );
  if (waiting) return <SkeletonRows rows={2} />;
  if (!retyping) return null;
  const { held, lost, rounded, lostValues, converts, diagnostics } = retyping;
  return (
    <div className={styles.outcome} role="status">
      <p className={lost > 0 ? styles.bad : styles.line}>
        <Icon of={lost > 0 ? TriangleAlert : Check} color={lost > 0 ? 'var(--bad)' : 'var(--ok)'} />
        <span>
          {held === 0
            ? t(words === 'relist' ? 'relist.holdsNothing' : words === 'relink' ? 'relink.holdsNothing' : 'retype.holdsNothing')
            : converts === 'none'
              ? t(`${words}.none`, { held: shown(held), count: held, to })
              : lost > 0
                ? t('retype.some', { lost: shown(lost), count: held, held: shown(held) })
                : t(words === 'relist' ? 'relist.all' : 'retype.all', { count: held, held: shown(held), from })}
          {rounded > 0 && ` ${t('retype.rounded', { count: rounded, rounded: shown(rounded) })}`}
        </span>
      </p>
      {lost > 0 && converts !== 'none' && (
        <ul className={styles.values} aria-label={t('retype.lostValues')}>
          {lostValues.slice(0, namedValues).map((one) => (
            <li key={one.value}>
              <span className="one-line">{one.value}</span>
              {one.count > 1 && <span className={styles.times}>×{shown(one.count)}</span>}
            </li>
          ))}
          {lostValues.length > namedValues && <li>…</li>}
        </ul>
      )}
      {lost > 0 && <p className={styles.note}>{t(words === 'relink' ? 'relink.back' : 'retype.back')}</p>}
      {held > 0 && converts === 'none' && (
        <div className={styles.way}>
          <p>{t(`${words}.wayOut`, { to })}</p>
          {beside}
        </div>
      )}
      {isDisplay && <p className={styles.bad}>{t('retype.display', { to })}</p>}
      {diagnostics.length > 0 && (
        <>
          <p className={styles.note}>{t('retype.breaks', { count: diagnostics.length })}</p>
          <ProblemList
            diagnostics={diagnostics}
            onGo={(one) => {
              onGone();
              goTo(one);
            }}
          />
        </>
      )}
    </div>
  );
}
