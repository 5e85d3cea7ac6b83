import { dayNumber, daysInMonth, parts, ticksPerDay, ticksPerHour, ticksPerMinute, ticksPerSecond } from './calendar.js';
import { abs, Decimal } from './decimal.js';
import { checked } from './text.js';
import type { Kind, Value } from './model.js';

const two = (n: number | bigint) => n.toString().padStart(2, '0');

export function dateText(date: number): string {
  const [y, m, d] = parts(date);
  return `${y.toString().padStart(4, '0')}-${two(m)}-${two(d)}`;
}

export function timeText(ticks: bigint): string {
  const fraction = (ticks % ticksPerSecond).toString().padStart(7, '0').replace(/0+$/, '');
  return `${two(ticks / ticksPerHour)}:${two((ticks / ticksPerMinute) % 60n)}:${two((ticks / ticksPerSecond) % 60n)}${fraction ? `.${fraction}` : ''}`;
}

export const datetimeText = (ticks: bigint) => `${dateText(Number(ticks / ticksPerDay))}T${timeText(ticks % ticksPerDay)}Z`;

export function durationText(value: bigint): string {
  if (value === 0n) return 'PT0S';
  const ticks = abs(value);
  const unit = (n: bigint, letter: string) => (n === 0n ? '' : `${n}${letter}`);
  const time = ticks % ticksPerDay;
  const seconds = time % ticksPerMinute;
  const secondsText = seconds === 0n ? '' : `${Decimal.of(seconds).divide(Decimal.of(ticksPerSecond))}S`;
  return `${value < 0n ? '-P' : 'P'}${unit(ticks / ticksPerDay, 'D')}${time === 0n ? '' : 'T'}${unit(time / ticksPerHour, 'H')}${unit((time / ticksPerMinute) % 60n, 'M')}${secondsText}`;
}

export function periodText(months: number): string {
  if (months === 0) return 'P0M';
  const [years, rest] = [Math.trunc(Math.abs(months) / 12), Math.abs(months) % 12];
  return `${months < 0 ? '-P' : 'P'}${years ? `${years}Y` : ''}${rest ? `${rest}M` : ''}`;
}

/** `text(x)`: invariant, no trailing zeros, ISO 8601. */
export function textOf(value: Value, kind: Kind): string | null {
  if (value === null) return null;
  switch (kind) {
    case 'bool': return value ? 'true' : 'false';
    case 'date': return dateText(value as number);
    case 'time': return timeText(value as bigint);
    case 'datetime': return datetimeText(value as bigint);
    case 'duration': return durationText(value as bigint);
    case 'period': return periodText(value as number);
    case 'set':
    case 'list': return checked((value as string[]).join(', '));
    case 'personname': return personNameText(value as Record<string, string | null>);
    case 'geo': { const at = value as unknown as { lat: unknown; lon: unknown }; return `${at.lat},${at.lon}`; }
    case 'file': return (value as unknown as { name: string }).name;
    default: return String(value);
  }
}

function personNameText(name: Record<string, string | null>): string {
  const { family, given } = name;
  if (!family || !given) return family ?? given ?? '';
  return /[\u2E80-\uFFFF]/.test(family) ? `${family} ${given}` : `${given} ${family}`;
}

// Reading: what text() writes and nothing looser.

export function readInt(s: string): bigint | null {
  if (!/^-?\d{1,19}$/.test(s)) return null;
  const value = BigInt(s);
  return value.toString() === s && value >= -(1n << 63n) && value < 1n << 63n ? value : null;
}

export function readDecimal(s: string): Decimal | null {
  if (!/^-?\d{1,29}(\.\d{1,28})?$/.test(s)) return null;
  let value: Decimal | null;
  try { value = Decimal.parse(s); } catch { return null; }
  return value?.toString() === s ? value : null;
}

export function readDate(s: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(s);
  if (!match) return null;
  const [y, m, d] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return y >= 1 && m >= 1 && m <= 12 && d >= 1 && d <= daysInMonth(y, m) ? dayNumber(y, m, d) : null;
}

export function readTime(s: string): bigint | null {
  const match = /^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,7}))?)?$/.exec(s);
  if (!match) return null;
  const [h, m, sec] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  if (h > 23 || m > 59 || sec > 59) return null;
  const ticks = BigInt(h * 3600 + m * 60 + sec) * ticksPerSecond + BigInt((match[4] ?? '').padEnd(7, '0'));
  const text = timeText(ticks);
  return text === s || text === `${s}:00` ? ticks : null;
}

export function readDatetime(s: string): bigint | null {
  const match = /^(.{10})T([\d:.]+)(Z|[+-]\d\d:\d\d)$/.exec(s);
  if (!match) return null;
  const date = readDate(match[1]!);
  const time = readTime(match[2]!);
  if (date === null || time === null) return null;
  let offset = 0;
  if (match[3] !== 'Z') {
    const [h, m] = [Number(match[3]!.slice(1, 3)), Number(match[3]!.slice(4))];
    if (h > 18 || m > 59) return null;
    offset = (h * 60 + m) * (match[3]![0] === '-' ? -1 : 1);
  }
  const ticks = BigInt(date) * ticksPerDay + time - BigInt(offset) * ticksPerMinute;
  return ticks >= 0n && ticks <= 3_155_378_975_999_999_999n ? ticks : null;
}

export function readDuration(s: string): bigint | null {
  const match = /^(-)?P(?:(\d{1,8})D)?(?:T(?:(\d{1,2})H)?(?:(\d{1,2})M)?(?:(\d{1,2})(?:\.(\d{1,7}))?S)?)?$/.exec(s);
  if (!match) return null;
  const n = (i: number) => BigInt(match[i] ?? 0);
  let ticks = n(2) * ticksPerDay + n(3) * ticksPerHour + n(4) * ticksPerMinute + n(5) * ticksPerSecond + BigInt((match[6] ?? '').padEnd(7, '0'));
  if (match[1]) ticks = -ticks;
  return durationText(ticks) === s && ticks >= -(1n << 63n) && ticks < 1n << 63n ? ticks : null;
}

export function readPeriod(s: string): number | null {
  const match = /^(-)?P(?:(\d{1,9})Y)?(?:(\d{1,10})M)?$/.exec(s);
  if (!match) return null;
  const months = (Number(match[2] ?? 0) * 12 + Number(match[3] ?? 0)) * (match[1] ? -1 : 1);
  return months >= -(2 ** 31) && months < 2 ** 31 && periodText(months) === s ? months : null;
}
