export { ConditionChip, type ConditionProps } from './ConditionChip.tsx';
export { ConditionSetting } from './ConditionSetting.tsx';
