import { Row, TextControl } from '../parts/Settings.tsx';
import styles from './cards/Cards.module.css';

/** A condition of a rule. */
export function ConditionSetting({ label, text, onText, empty }: { entity: string; label: string; text: string; onText: (text: string) => void; empty?: string }) {
  return <Row label={label}>{(control) => <TextControl {...control} className={styles.code} kind="area" placeholder={empty} value={text} onValue={onText} />}</Row>;
}
