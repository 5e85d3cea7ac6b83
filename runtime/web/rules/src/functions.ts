import * as cal from './calendar.js';
import * as conv from './convert.js';
import { abs, Decimal, type RoundingMode } from './decimal.js';
import { compare } from './evaluate.js';
import { int } from './arithmetic.js';
import { matches, type PatternProgram } from './pattern.js';
import * as text from './text.js';
import { type FunctionInfo, type FunctionName, functionTable } from './generated/language.js';
import type { EvaluationContext, Kind, Node, Value } from './model.js';

type Call = Node & { k: 'call' };
type Implementation = (a: never, node: Call, context: EvaluationContext) => Value;

/** Empty in, empty out, unless the language's table says that the function looks at empty arguments itself. */
export function callFunction(node: Call, args: Value[], context: EvaluationContext): Value {
  const info: FunctionInfo | undefined = functionTable[node.f];
  // Only where the tree is of another version than this code.
  if (!info) throw new Error(`The function ${node.f} has no implementation in the browser.`);
  if (args.length < info.least || (info.most !== null && args.length > info.most)) throw new Error(`${node.f} was sent with ${args.length} arguments.`);
  if (!info.total && args.some((argument) => argument === null)) return null;
  return functions[node.f](args as never, node, context);
}

const rounding = (mode: RoundingMode): Implementation => ([x, digits]: [Decimal | bigint, bigint]) => {
  if (x instanceof Decimal) return x.round(digits, mode);
  if (digits >= 0n) return x;
  return int(Decimal.of(x).round(digits, mode).coefficient);
};

const span = (unit: bigint): Implementation => ([n]: [Decimal | bigint]) => cal.durationRange(n instanceof Decimal ? n.scaled(unit) : n * unit);
const localDate = (ticks: bigint, context: EvaluationContext) => Number(context.zone.toLocal(ticks) / cal.ticksPerDay);
const localTime = (ticks: bigint, context: EvaluationContext) => context.zone.toLocal(ticks) % cal.ticksPerDay;
const datePart = (part: (date: number) => number): Implementation => ([x]: [number | bigint], node, context) =>
  BigInt(part(kindOf(node) === 'datetime' ? localDate(x as bigint, context) : (x as number)));
const timePart = (part: (ticks: bigint) => bigint): Implementation => ([x]: [bigint], node, context) =>
  part(kindOf(node) === 'datetime' ? localTime(x, context) : x);
const kindOf = (node: Call): Kind => node.a[0]!.t;
/** A component as FEEL has it: cut off towards zero, beyond the next larger unit. */
const component = (unit: bigint, of?: bigint): Implementation => ([d]: [bigint]) => (of === undefined ? d / unit : (d / unit) % of);

/** What each function of the table does; one that is missing, or that the table does not have, does not compile. */
const functions: Record<FunctionName, Implementation> = {
  abs: ([x]: [Decimal | bigint]) => (x instanceof Decimal ? (x.coefficient < 0n ? x.negate() : x) : int(abs(x))),
  floor: rounding('floor'),
  ceiling: rounding('ceiling'),
  round_half_up: rounding('half_up'),
  round_half_even: rounding('half_even'),
  round_down: rounding('down'),
  round_up: rounding('up'),
  min: (a: Value[]) => a.reduce((least, x) => (compare(x, least) < 0 ? x : least)),
  max: (a: Value[]) => a.reduce((most, x) => (compare(x, most) > 0 ? x : most)),

  length: ([s]: [string]) => text.length(s),
  left: ([s, n]: [string, bigint]) => text.left(s, n),
  right: ([s, n]: [string, bigint]) => text.right(s, n),
  mid: ([s, from, n]: [string, bigint, bigint]) => text.mid(s, from, n),
  upper: ([s]: [string]) => text.upper(s),
  lower: ([s]: [string]) => text.lower(s),
  trim: ([s]: [string]) => text.trim(s),
  replace: ([s, find, by]: [string, string, string]) => text.replace(s, find, by),
  contains: ([s, x]: [string, string]) => s.includes(x),
  starts_with: ([s, x]: [string, string]) => s.startsWith(x),
  ends_with: ([s, x]: [string, string]) => s.endsWith(x),
  contains_any: ([s, items]: [string, string[]]) => items.some((item) => s.includes(item)),
  before: ([s, x]: [string, string]) => text.before(s, x),
  after: ([s, x]: [string, string]) => text.after(s, x),
  pad_left: ([s, n, by]: [string, bigint, string]) => text.padLeft(s, n, by),
  split: ([s, separator]: [string, string]) => text.split(s, separator),
  join: ([items, separator]: [string[], string]) => text.checked(items.join(separator)),
  nfkc: ([s]: [string]) => text.nfkc(s),
  fold: ([s]: [string]) => text.fold(s),
  matches: ([s]: [string], node) => matches(node.pattern as PatternProgram, s),

  days: span(cal.ticksPerDay),
  hours: span(cal.ticksPerHour),
  minutes: span(cal.ticksPerMinute),
  seconds: span(cal.ticksPerSecond),
  weeks: span(7n * cal.ticksPerDay),
  years: ([n]: [bigint]) => cal.periodRange(n * 12n),
  months: ([n]: [bigint]) => cal.periodRange(n),
  days_of: component(cal.ticksPerDay),
  hours_of: component(cal.ticksPerHour, 24n),
  minutes_of: component(cal.ticksPerMinute, 60n),
  seconds_of: component(cal.ticksPerSecond, 60n),
  years_of: ([p]: [number]) => BigInt(Math.trunc(p / 12)),
  months_of: ([p]: [number]) => BigInt(p % 12),
  year: datePart((date) => cal.parts(date)[0]),
  month: datePart((date) => cal.parts(date)[1]),
  day: datePart((date) => cal.parts(date)[2]),
  weekday: datePart(cal.weekday),
  hour: timePart((ticks) => ticks / cal.ticksPerHour),
  minute: timePart((ticks) => (ticks / cal.ticksPerMinute) % 60n),
  second: timePart((ticks) => (ticks / cal.ticksPerSecond) % 60n),
  month_start: ([d]: [number]) => cal.monthStart(d),
  month_end: ([d]: [number]) => cal.monthEnd(d),
  date_of: ([t]: [bigint], _, context) => localDate(t, context),
  time_of: ([t]: [bigint], _, context) => localTime(t, context),
  datetime_at: ([d, t]: [number, bigint], _, context) => context.zone.toUtc(BigInt(d) * cal.ticksPerDay + t),
  days_between: ([a, b]: [number, number]) => BigInt(b - a),
  months_between: ([a, b]: [number, number]) => cal.monthsBetween(a, b),
  business_days: ([d, n]: [number, bigint], _, context) => cal.businessDays(d, n, context.holidays),
  today: (_, __, context) => localDate(context.now, context),
  now: (_, __, context) => context.now,
  user_today: (_, __, context) => Number(context.userZone.toLocal(context.now) / cal.ticksPerDay),

  text: ([x]: [Value], node) => conv.textOf(x, kindOf(node)),
  int: ([s]: [string]) => conv.readInt(s),
  decimal: ([s]: [string]) => conv.readDecimal(s),
  date: ([s]: [string]) => conv.readDate(s),
  time: ([s]: [string]) => conv.readTime(s),
  datetime: ([s]: [string]) => conv.readDatetime(s),
  duration: ([s]: [string]) => conv.readDuration(s),
  period: ([s]: [string]) => conv.readPeriod(s),

  label: ([x]: [string], node, context) => node.labels?.[x]?.[context.locale] ?? node.labels?.[x]?.[''] ?? x,
  role: ([name]: [string], _, context) => context.roles.has(name),
  is_new: (_, __, context) => context.isNew,
};

