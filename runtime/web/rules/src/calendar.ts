import { calendarRange, partOfDay, timeOutOfRange } from './errors.js';
import { abs } from './decimal.js';

// Dates are day numbers from 0001-01-01 (0), times and instants ticks of 100 ns as bigint, periods whole months.

export const ticksPerSecond = 10_000_000n;
export const ticksPerMinute = 60n * ticksPerSecond;
export const ticksPerHour = 60n * ticksPerMinute;
export const ticksPerDay = 24n * ticksPerHour;
const maxDay = 3_652_058;
const maxTicks = 3_155_378_975_999_999_999n;
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
export const daysInMonth = (year: number, month: number) => (month === 2 && isLeap(year) ? 29 : monthDays[month - 1]!);

export function dayNumber(year: number, month: number, day: number): number {
  const y = year - 1;
  let days = y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  for (let m = 1; m < month; m++) days += daysInMonth(year, m);
  return days + day - 1;
}

export function parts(date: number): [year: number, month: number, day: number] {
  const year = yearOf(date);
  let rest = date - dayNumber(year, 1, 1);
  let month = 1;
  while (rest >= daysInMonth(year, month)) rest -= daysInMonth(year, month++);
  return [year, month, rest + 1];
}

export function yearOf(date: number): number {
  let year = Math.max(1, Math.floor(date / 365.2425));
  while (dayNumber(year + 1, 1, 1) <= date) year++;
  while (year > 1 && dayNumber(year, 1, 1) > date) year--;
  return year;
}

export const weekday = (date: number) => (date % 7) + 1;
export const monthStart = (date: number) => { const [y, m] = parts(date); return dayNumber(y, m, 1); };
export const monthEnd = (date: number) => { const [y, m] = parts(date); return dayNumber(y, m, daysInMonth(y, m)); };

export function addDays(date: number, days: bigint): number {
  const moved = BigInt(date) + days;
  if (moved < 0n || moved > BigInt(maxDay)) throw timeOutOfRange();
  return Number(moved);
}

export function addMonths(date: number, months: number): number {
  const [year, month, day] = parts(date);
  const index = (year - 1) * 12 + month - 1 + months;
  if (index < 0 || index >= 9999 * 12) throw timeOutOfRange();
  const [y, m] = [Math.floor(index / 12) + 1, (index % 12) + 1];
  return dayNumber(y, m, Math.min(day, daysInMonth(y, m)));
}

export function wholeDays(duration: bigint): bigint {
  if (duration % ticksPerDay !== 0n) throw partOfDay();
  return duration / ticksPerDay;
}

export function monthsBetween(a: number, b: number): bigint {
  const weight = (date: number) => { const [y, m, d] = parts(date); return (y * 12 + m) * 32 + d; };
  return BigInt(Math.trunc((weight(b) - weight(a)) / 32));
}

export function toUtcRange(ticks: bigint): bigint {
  if (ticks < 0n || ticks > maxTicks) throw timeOutOfRange();
  return ticks;
}

export function durationRange(ticks: bigint): bigint {
  if (ticks < -(1n << 63n) || ticks >= 1n << 63n) throw timeOutOfRange();
  return ticks;
}

export function periodRange(months: bigint): number {
  if (months < -(1n << 31n) || months >= 1n << 31n) throw timeOutOfRange();
  return Number(months);
}

/** Working days: Monday to Friday without the calendar's holidays. */
export interface Holidays { name: string; firstYear: number; lastYear: number; days: Set<number> }

export function businessDays(date: number, n: bigint, holidays: Holidays | null): number {
  const step = n < 0n ? -1 : 1;
  for (let left = abs(n); left > 0n;) {
    date = addDays(date, BigInt(step));
    if (holidays) {
      const year = yearOf(date);
      if (year < holidays.firstYear || year > holidays.lastYear) throw calendarRange(holidays.name, holidays.firstYear, holidays.lastYear);
    }
    if (weekday(date) <= 5 && !holidays?.days.has(date)) left--;
  }
  return date;
}
