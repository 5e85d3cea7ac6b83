export { type CellContext, CellValue } from './cells/CellValue.tsx';
export { BoardPreview, ListPreview } from './Preview.tsx';
export { orderOf, shownOf } from './state/listQuery.ts';
