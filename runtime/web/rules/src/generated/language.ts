// Made from the tables in engine/LowCodeCrm.Engine/Rules/Language by ClientLanguageTests. Change the tables, not this file.

/** The kinds of type that decide how a value is held. */
export type Kind = 'empty' | 'bool' | 'int' | 'decimal' | 'money' | 'percent' | 'text' | 'date' | 'time' | 'datetime' | 'duration' | 'period' | 'choice' | 'channel' | 'record' | 'personname' | 'address' | 'geo' | 'file' | 'json' | 'set' | 'list' | 'range';

export type BinaryOperator = 'coalesce' | 'or' | 'and' | 'equal' | 'notequal' | 'less' | 'lessorequal' | 'greater' | 'greaterorequal' | 'concat' | 'add' | 'subtract' | 'multiply' | 'divide' | 'mod';

export type AggregateKind = 'any' | 'all' | 'count' | 'sum' | 'average' | 'min' | 'max';

/** Words that can name nothing, in either language. */
export const reservedWords: ReadonlySet<string> = new Set([
  'and', 'かつ',
  'or', 'または',
  'not', 'でない',
  'in', 'のうち',
  'is', 'は',
  'if', 'もし',
  'then', 'ならば',
  'else', 'でなければ',
  'let', '仮に',
  'mod', '剰余',
  'between', 'あいだ',
  'true', '真',
  'false', '偽',
  'empty', '空',
  'this', 'これ',
]);

/** A built-in function, as the language has it. */
export interface FunctionInfo {
  /** In order; those from `least` on may be left out in rules, and the server fills in their defaults. */
  readonly parameters: readonly string[];
  readonly least: number;
  /** null: the last parameter may be repeated. */
  readonly most: number | null;
  readonly defaults?: Readonly<Record<string, string | number>>;
  /** false: an empty argument gives an empty result. */
  readonly total: boolean;
  /** Depends on the day, the time or the user. */
  readonly volatile: boolean;
}

export const functionTable = {
  abs: { parameters: ['x'], least: 1, most: 1, total: false, volatile: false },
  floor: { parameters: ['x', 'digits'], least: 1, most: 2, defaults: { digits: 0 }, total: false, volatile: false },
  ceiling: { parameters: ['x', 'digits'], least: 1, most: 2, defaults: { digits: 0 }, total: false, volatile: false },
  round_half_up: { parameters: ['x', 'digits'], least: 1, most: 2, defaults: { digits: 0 }, total: false, volatile: false },
  round_half_even: { parameters: ['x', 'digits'], least: 1, most: 2, defaults: { digits: 0 }, total: false, volatile: false },
  round_down: { parameters: ['x', 'digits'], least: 1, most: 2, defaults: { digits: 0 }, total: false, volatile: false },
  round_up: { parameters: ['x', 'digits'], least: 1, most: 2, defaults: { digits: 0 }, total: false, volatile: false },
  min: { parameters: ['a', 'b'], least: 2, most: null, total: false, volatile: false },
  max: { parameters: ['a', 'b'], least: 2, most: null, total: false, volatile: false },
  length: { parameters: ['s'], least: 1, most: 1, total: false, volatile: false },
  left: { parameters: ['s', 'n'], least: 2, most: 2, total: false, volatile: false },
  right: { parameters: ['s', 'n'], least: 2, most: 2, total: false, volatile: false },
  mid: { parameters: ['s', 'from', 'n'], least: 3, most: 3, total: false, volatile: false },
  upper: { parameters: ['s'], least: 1, most: 1, total: false, volatile: false },
  lower: { parameters: ['s'], least: 1, most: 1, total: false, volatile: false },
  trim: { parameters: ['s'], least: 1, most: 1, total: false, volatile: false },
  replace: { parameters: ['s', 'find', 'with'], least: 3, most: 3, total: false, volatile: false },
  contains: { parameters: ['s', 'x'], least: 2, most: 2, total: false, volatile: false },
  starts_with: { parameters: ['s', 'x'], least: 2, most: 2, total: false, volatile: false },
  ends_with: { parameters: ['s', 'x'], least: 2, most: 2, total: false, volatile: false },
  contains_any: { parameters: ['s', 'items'], least: 2, most: 2, total: false, volatile: false },
  before: { parameters: ['s', 'x'], least: 2, most: 2, total: false, volatile: false },
  after: { parameters: ['s', 'x'], least: 2, most: 2, total: false, volatile: false },
  pad_left: { parameters: ['s', 'n', 'with'], least: 2, most: 3, defaults: { with: ' ' }, total: false, volatile: false },
  split: { parameters: ['s', 'separator'], least: 2, most: 2, total: false, volatile: false },
  join: { parameters: ['items', 'separator'], least: 2, most: 2, total: false, volatile: false },
  nfkc: { parameters: ['s'], least: 1, most: 1, total: false, volatile: false },
  fold: { parameters: ['s'], least: 1, most: 1, total: false, volatile: false },
  matches: { parameters: ['s', 'pattern'], least: 2, most: 2, total: false, volatile: false },
  days: { parameters: ['n'], least: 1, most: 1, total: false, volatile: false },
  hours: { parameters: ['n'], least: 1, most: 1, total: false, volatile: false },
  minutes: { parameters: ['n'], least: 1, most: 1, total: false, volatile: false },
  seconds: { parameters: ['n'], least: 1, most: 1, total: false, volatile: false },
  weeks: { parameters: ['n'], least: 1, most: 1, total: false, volatile: false },
  years: { parameters: ['n'], least: 1, most: 1, total: false, volatile: false },
  months: { parameters: ['n'], least: 1, most: 1, total: false, volatile: false },
  year: { parameters: ['d'], least: 1, most: 1, total: false, volatile: false },
  month: { parameters: ['d'], least: 1, most: 1, total: false, volatile: false },
  day: { parameters: ['d'], least: 1, most: 1, total: false, volatile: false },
  weekday: { parameters: ['d'], least: 1, most: 1, total: false, volatile: false },
  hour: { parameters: ['t'], least: 1, most: 1, total: false, volatile: false },
  minute: { parameters: ['t'], least: 1, most: 1, total: false, volatile: false },
  second: { parameters: ['t'], least: 1, most: 1, total: false, volatile: false },
  days_of: { parameters: ['d'], least: 1, most: 1, total: false, volatile: false },
  hours_of: { parameters: ['d'], least: 1, most: 1, total: false, volatile: false },
  minutes_of: { parameters: ['d'], least: 1, most: 1, total: false, volatile: false },
  seconds_of: { parameters: ['d'], least: 1, most: 1, total: false, volatile: false },
  years_of: { parameters: ['p'], least: 1, most: 1, total: false, volatile: false },
  months_of: { parameters: ['p'], least: 1, most: 1, total: false, volatile: false },
  month_end: { parameters: ['d'], least: 1, most: 1, total: false, volatile: false },
  month_start: { parameters: ['d'], least: 1, most: 1, total: false, volatile: false },
  date_of: { parameters: ['t'], least: 1, most: 1, total: false, volatile: false },
  time_of: { parameters: ['t'], least: 1, most: 1, total: false, volatile: false },
  datetime_at: { parameters: ['d', 't'], least: 2, most: 2, total: false, volatile: false },
  days_between: { parameters: ['from', 'to'], least: 2, most: 2, total: false, volatile: false },
  months_between: { parameters: ['from', 'to'], least: 2, most: 2, total: false, volatile: false },
  business_days: { parameters: ['d', 'n'], least: 2, most: 2, total: false, volatile: false },
  today: { parameters: [], least: 0, most: 0, total: false, volatile: true },
  now: { parameters: [], least: 0, most: 0, total: false, volatile: true },
  user_today: { parameters: [], least: 0, most: 0, total: false, volatile: true },
  text: { parameters: ['x'], least: 1, most: 1, total: false, volatile: false },
  int: { parameters: ['s'], least: 1, most: 1, total: false, volatile: false },
  decimal: { parameters: ['s'], least: 1, most: 1, total: false, volatile: false },
  date: { parameters: ['s'], least: 1, most: 1, total: false, volatile: false },
  time: { parameters: ['s'], least: 1, most: 1, total: false, volatile: false },
  datetime: { parameters: ['s'], least: 1, most: 1, total: false, volatile: false },
  duration: { parameters: ['s'], least: 1, most: 1, total: false, volatile: false },
  period: { parameters: ['s'], least: 1, most: 1, total: false, volatile: false },
  label: { parameters: ['x'], least: 1, most: 1, total: false, volatile: true },
  is_new: { parameters: [], least: 0, most: 0, total: true, volatile: false },
  role: { parameters: ['role'], least: 1, most: 1, total: true, volatile: true },
} as const satisfies Record<string, FunctionInfo>;

/** Every function that the browser must implement. */
export type FunctionName = keyof typeof functionTable;
