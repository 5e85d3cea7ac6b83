import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon.tsx';
import { useRecordPage } from '../context.ts';
import { WhyButton } from '../why/WhyButton.tsx';
import styles from './stage.module.css';

/** What stands between the record and the next state of its path, in one line. */
export function Blockers({ onFillIn }: { onFillIn: (fields: string[]) => void }) {
  const { t } = useTranslation('record');
  const { stage } = useRecordPage();
  const { next } = stage;
  if (!next || next.violations.length === 0) return null;
  const messages = [...new Set(next.violations.map((one) => one.message))];
  return (
    <div className={styles.blockers} role="status">
      <Icon of={CircleAlert} size={16} />
      <p>{t('stage.blocked', { stage: stage.labelOf(next.to), why: messages.join(' ') })}</p>
      <span className={styles.ways}>
        <button type="button" onClick={() => (stage.wanted.size > 0 ? onFillIn([...stage.wanted]) : stage.move(next.to))}>
          {t('fillIn')}
        </button>
        <WhyButton question={{ transition: next.name }} label={t('why.stage', { stage: stage.labelOf(next.to) })} align="end">
          {t('why.ask')}
        </WhyButton>
      </span>
    </div>
  );
}
