import { Row } from '../parts/Settings.tsx';
import { ConditionChip, type ConditionProps } from './ConditionChip.tsx';

/** A condition in an inspector. */
export function ConditionSetting({ label, ...props }: ConditionProps) {
  return <Row label={label}>{(control) => <ConditionChip {...props} id={control.id} label={label} />}</Row>;
}
