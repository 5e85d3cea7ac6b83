import { type Read, refused, took } from './problem.ts';

const pad = (n: number) => String(n).padStart(2, '0');
const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();
const eras: Record<string, number> = { 令和: 2018, R: 2018, r: 2018, 平成: 1988, H: 1988, h: 1988, 昭和: 1925, S: 1925, s: 1925 };
const relative: Record<string, number> = { 今日: 0, きょう: 0, today: 0, 明日: 1, あした: 1, tomorrow: 1, 明後日: 2, あさって: 2, 昨日: -1, きのう: -1, yesterday: -1 };
const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

export const addDays = (date: string, days: number) => new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** A day as people type it: 2026/11/21, 20261121, 11/21, 令和8年11月21日, 明日, +7; 21 Nov 2026. `today` decides what is left out. */
export function readDate(text: string, today: string, dayFirst = false): Read {
  const clean = text
    .normalize('NFKC')
    .trim()
    .replace(/[()（）].*$/, '')
    .trim();
  if (clean === '') return took(null);
  const word = relative[clean.toLowerCase()];
  if (word !== undefined) return took(addDays(today, word));
  const shift = /^([+-])(\d{1,4})([dwm日週])?$/.exec(clean);
  if (shift) return took(addDays(today, (shift[1] === '-' ? -1 : 1) * Number(shift[2]) * (shift[3] === 'w' || shift[3] === '週' ? 7 : shift[3] === 'm' ? 30 : 1)));
  const year = Number(today.slice(0, 4));
  const found = parts(clean, year, dayFirst);
  if (!found) return refused('date', { found: text.trim() });
  const [y, m, d] = found;
  return y >= 1 && y <= 9999 && m >= 1 && m <= 12 && d >= 1 && d <= daysIn(y, m) ? took(`${String(y).padStart(4, '0')}-${pad(m)}-${pad(d)}`) : refused('date', { found: text.trim() });
}

function parts(text: string, year: number, dayFirst: boolean): [number, number, number] | null {
  let m = /^(令和|平成|昭和|[RHSrhs])\s*(\d{1,2}|元)[年./-](\d{1,2})[月./-](\d{1,2})日?$/.exec(text);
  if (m) return [eras[m[1]!]! + (m[2] === '元' ? 1 : Number(m[2])), Number(m[3]), Number(m[4])];
  m = /^(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  if (m) return [Number(m[1]), Number(m[2]), Number(m[3])];
  m = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text);
  if (m) return dayFirst ? [Number(m[3]), Number(m[2]), Number(m[1])] : [Number(m[3]), Number(m[1]), Number(m[2])];
  m = /^(\d{1,2})[月./-](\d{1,2})日?$/.exec(text);
  if (m) return dayFirst && !text.includes('月') ? [year, Number(m[2]), Number(m[1])] : [year, Number(m[1]), Number(m[2])];
  m = /^(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3})[a-z]*\.?,?\s*(\d{4})?$/.exec(text);
  if (m) return [m[3] ? Number(m[3]) : year, monthNames.indexOf(m[2]!.toLowerCase()) + 1, Number(m[1])];
  m = /^([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s*(\d{4})?$/.exec(text);
  return m ? [m[3] ? Number(m[3]) : year, monthNames.indexOf(m[1]!.toLowerCase()) + 1, Number(m[2])] : null;
}

/** 9:30, ９時半, 930, 9pm → 09:30 */
export function readTime(text: string): Read {
  const clean = text.normalize('NFKC').trim().toLowerCase();
  if (clean === '') return took(null);
  const m = /^(午前|午後|am|pm)?\s*(\d{1,2})(?:[:時.]?\s*(\d{2}|半)?分?)?(?::(\d{2}))?\s*(am|pm)?$/.exec(clean) ?? /^()(\d{1,2})時(\d{1,2})分()()$/.exec(clean);
  if (!m) return refused('time', { found: text.trim() });
  const half = m[1] || m[5];
  let hour = Number(m[2]);
  const minute = m[3] === '半' ? 30 : Number(m[3] ?? 0);
  const second = Number(m[4] ?? 0);
  if ((half === '午後' || half === 'pm') && hour < 12) hour += 12;
  if ((half === '午前' || half === 'am') && hour === 12) hour = 0;
  return hour <= 23 && minute <= 59 && second <= 59 ? took(`${pad(hour)}:${pad(minute)}:${pad(second)}`) : refused('time', { found: text.trim() });
}

export type Span = { days: number; hours: number; minutes: number };

export function spanOf(iso: unknown): Span {
  const m = /^(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:[\d.]+S)?)?$/.exec(String(iso ?? ''));
  const sign = m?.[1] ? -1 : 1;
  return { days: sign * Number(m?.[2] ?? 0), hours: sign * Number(m?.[3] ?? 0), minutes: sign * Number(m?.[4] ?? 0) };
}

/** 1日2時間30分, 1d 2h 30m, 1:30, P1DT2H: → P1DT2H30M */
export function readDuration(text: string): Read {
  const clean = text.normalize('NFKC').trim().toLowerCase();
  if (clean === '') return took(null);
  if (/^-?p[\dt]/.test(clean)) {
    const iso = clean.toUpperCase();
    return /^-?P(?=.)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/.test(iso) ? took(iso) : refused('duration', { found: text.trim() });
  }
  const clock = /^(-)?(\d{1,4}):(\d{2})$/.exec(clean);
  if (clock) return took(durationOf(Number(clock[2]) * 60 + Number(clock[3]), Boolean(clock[1])));
  const m = /^(-)?\s*(?:(\d+(?:\.\d+)?)\s*(?:日間?|days?|d))?\s*(?:(\d+(?:\.\d+)?)\s*(?:時間|hours?|hrs?|h))?\s*(?:(\d+)\s*(?:分間?|minutes?|mins?|m))?$/.exec(clean);
  if (!m || (m[2] === undefined && m[3] === undefined && m[4] === undefined)) return refused('duration', { found: text.trim() });
  return took(durationOf(Math.round(Number(m[2] ?? 0) * 1440 + Number(m[3] ?? 0) * 60 + Number(m[4] ?? 0)), Boolean(m[1])));
}

export function durationOf(minutes: number, negative = false): string {
  const [d, h, m] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const time = `${h ? `${h}H` : ''}${m ? `${m}M` : ''}`;
  return `${negative ? '-' : ''}P${d ? `${d}D` : ''}${time || !d ? `T${time || '0M'}` : ''}`.replace('PT0M', 'PT0S');
}

export function showDuration(iso: unknown, language: string): string {
  if (typeof iso !== 'string' || iso === '') return '';
  const units: [RegExp, string, string][] = [
    [/(\d+)Y/, 'y', '年'],
    [/^[^T]*?(\d+)M/, 'mo', 'か月'],
    [/(\d+)D/, 'd', '日'],
    [/(\d+)H/, 'h', '時間'],
    [/T.*?(\d+)M/, 'm', '分'],
    [/([\d.]+)S/, 's', '秒'],
  ];
  const japanese = language.startsWith('ja');
  const shown = units.flatMap(([pattern, en, ja]) => {
    const count = pattern.exec(iso)?.[1];
    return count && Number(count) !== 0 ? [`${count}${japanese ? ja : en}`] : [];
  });
  return (iso.startsWith('-') ? '-' : '') + (shown.length > 0 ? shown.join(japanese ? '' : ' ') : japanese ? '0分' : '0m');
}

/** An instant of a day and a clock time in a zone; in a gap the time moves on. */
export function instantOf(date: string, time: string, timeZone: string): string {
  const wanted = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}Z`);
  let at = wanted - offsetAt(wanted, timeZone);
  at = wanted - offsetAt(at, timeZone);
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

export function localOf(instant: string, timeZone: string): { date: string; time: string } {
  const at = Date.parse(instant);
  const local = new Date(at + offsetAt(at, timeZone)).toISOString();
  return { date: local.slice(0, 10), time: local.slice(11, 16) };
}

const formats = new Map<string, Intl.DateTimeFormat>();
function offsetAt(at: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' });
    formats.set(timeZone, format);
  }
  const parts = format.formatToParts(at);
  const n = (type: string) => Number(parts.find((part) => part.type === type)!.value);
  return Date.UTC(n('year'), n('month') - 1, n('day'), n('hour'), n('minute'), n('second')) - Math.floor(at / 1000) * 1000;
}
