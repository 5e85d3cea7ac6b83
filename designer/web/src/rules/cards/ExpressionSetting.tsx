import { Row, TextControl } from '../../parts/Settings.tsx';
import styles from './Cards.module.css';

/** An expression as it is written; on several lines where it is long. */
export function ExpressionSetting({ label, text, onText }: { label: string; text: string; onText: (text: string) => void }) {
  return <Row label={label}>{(control) => <TextControl {...control} className={styles.code} kind={text.length > 24 || text.includes('\n') ? 'area' : 'text'} value={text} onValue={onText} />}</Row>;
}
