export { ActionList } from './ActionList.tsx';
export type { Scope } from './scope.ts';
export { useActions, type WriteBlock } from './useActions.ts';
