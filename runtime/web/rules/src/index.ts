export { Decimal } from './decimal.js';
export { evaluate, fromJson, isTrue } from './evaluate.js';
export { textOf, readDate as dayOf } from './convert.js';
export { RuleError, BudgetError, ServerOnlyError } from './errors.js';
export { Zone } from './zone.js';
export { type FunctionInfo, type FunctionName, functionTable, reservedWords } from './generated/language.js';
export type * from './model.js';
