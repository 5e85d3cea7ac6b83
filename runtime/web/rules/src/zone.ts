import { dayNumber, daysInMonth, ticksPerSecond, toUtcRange, yearOf } from './calendar.js';

const unixEpochSeconds = 62_135_596_800;

/** One zone from the app version's own data (a TZif body, RFC 9636), so that browser and server always agree. */
export class Zone {
  private constructor(
    private readonly transitions: number[], private readonly offsets: number[],
    private readonly firstOffset: number, private readonly rule: PosixRule | null,
  ) {}

  /** @param base64 the second header of a TZif file and all after it */
  static parse(base64: string): Zone {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const view = new DataView(bytes.buffer);
    const [isUt, isStandard, leaps, times, types, characters] = [20, 24, 28, 32, 36, 40].map((at) => view.getInt32(at)) as [number, number, number, number, number, number];
    const typesAt = 44 + times * 9;
    const offsetOf = (type: number) => view.getInt32(typesAt + type * 6);
    const transitions: number[] = [];
    const offsets: number[] = [];
    for (let i = 0; i < times; i++) {
      transitions.push(Number(view.getBigInt64(44 + i * 8)));
      offsets.push(offsetOf(bytes[44 + times * 8 + i]!));
    }
    const footer = String.fromCharCode(...bytes.slice(typesAt + types * 6 + characters + leaps * 12 + isStandard + isUt)).trim();
    return new Zone(transitions, offsets, offsetOf(0), footer === '' ? null : PosixRule.parse(footer));
  }

  /** A zone whose clocks never change, as good as any for a single moment. */
  static fixed(offsetSeconds: number): Zone {
    return new Zone([], [], offsetSeconds, null);
  }

  /** Ticks of the local time that clocks show at an instant. */
  toLocal(utc: bigint): bigint {
    return toUtcRange(utc + BigInt(this.offsetAt(unix(utc))) * ticksPerSecond);
  }

  /** The earlier instant of an overlap; in a gap the time is moved forward by the gap's length. */
  toUtc(local: bigint): bigint {
    const seconds = unix(local);
    const before = this.offsetAt(seconds - 86_400);
    if (this.offsetAt(seconds - before) === before) return shift(local, before);
    const after = this.offsetAt(seconds + 86_400);
    return shift(local, this.offsetAt(seconds - after) !== after ? before : after);
  }

  private offsetAt(seconds: number): number {
    const { transitions, offsets, rule } = this;
    if (transitions.length === 0 || seconds < transitions[0]!) return transitions.length === 0 && rule ? rule.offsetAt(seconds) : this.firstOffset;
    if (rule && seconds >= transitions[transitions.length - 1]!) return rule.offsetAt(seconds);
    let low = 0;
    let high = transitions.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (transitions[middle]! <= seconds) low = middle;
      else high = middle - 1;
    }
    return offsets[low]!;
  }
}

const unix = (ticks: bigint) => Number(ticks / ticksPerSecond) - unixEpochSeconds;
const shift = (local: bigint, offset: number) => toUtcRange(local - BigInt(offset) * ticksPerSecond);

/** A zone's rule for all years to come: `CET-1CEST,M3.5.0,M10.5.0/3`. */
class PosixRule {
  private constructor(private readonly standard: number, private readonly daylight: number | null, private readonly start: string, private readonly end: string) {}

  static parse(text: string): PosixRule {
    const match = /^(?:[A-Za-z]+|<[^>]+>)([-+]?[\d:]+)(?:(?:[A-Za-z]+|<[^>]+>)([-+]?[\d:]+)?,([^,]+),([^,]+))?$/.exec(text);
    if (!match) throw new Error(`The zone rule ${text} cannot be read.`);
    const standard = -clock(match[1]!);
    if (!match[3]) return new PosixRule(standard, null, '', '');
    return new PosixRule(standard, match[2] ? -clock(match[2]) : standard + 3600, match[3], match[4]!);
  }

  offsetAt(seconds: number): number {
    if (this.daylight === null) return this.standard;
    const year = yearOf(Math.floor((seconds + this.standard + unixEpochSeconds) / 86_400));
    const from = inYear(this.start, year) - this.standard;
    const to = inYear(this.end, year) - this.daylight;
    const summer = from < to ? seconds >= from && seconds < to : seconds >= from || seconds < to;
    return summer ? this.daylight : this.standard;
  }
}

function clock(text: string): number {
  const parts = text.replace(/^[-+]/, '').split(':').map(Number);
  const seconds = (parts[0] ?? 0) * 3600 + (parts[1] ?? 0) * 60 + (parts[2] ?? 0);
  return text.startsWith('-') ? -seconds : seconds;
}

/** Local seconds since 1970 of a rule such as `M3.5.0/2` in a year. */
function inYear(rule: string, year: number): number {
  const [date, time] = rule.split('/') as [string, string | undefined];
  let day: number;
  if (date[0] === 'M') {
    const [month, week, weekday] = date.slice(1).split('.').map(Number) as [number, number, number];
    const first = dayNumber(year, month, 1);
    let inMonth = 1 + ((weekday - ((first + 1) % 7) + 7) % 7) + (week - 1) * 7;
    if (inMonth > daysInMonth(year, month)) inMonth -= 7;
    day = first + inMonth - 1;
  } else if (date[0] === 'J') {
    const n = Number(date.slice(1));
    day = dayNumber(year, 1, 1) + n - 1 + (daysInMonth(year, 2) === 29 && n >= 60 ? 1 : 0);
  } else day = dayNumber(year, 1, 1) + Number(date);
  return day * 86_400 - unixEpochSeconds + (time === undefined ? 7200 : clock(time));
}
