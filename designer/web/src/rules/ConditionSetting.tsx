export { ConditionSetting } from '../conditions/index.ts';
