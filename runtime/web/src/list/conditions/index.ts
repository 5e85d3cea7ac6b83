export { ConditionRow } from './ConditionRow.tsx';
export { describe, describeGroup, type Words } from './describe.ts';
export { Floating } from './Floating.tsx';
export { askable, complete, firstCondition, isComplete, isGroup } from './model.ts';
export { useWords } from './useWords.ts';
