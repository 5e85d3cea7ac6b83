export { type CellContext, CellValue } from './cells/CellValue.tsx';
export { orderOf, shownOf } from './state/listQuery.ts';
