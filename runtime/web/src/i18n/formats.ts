type Moment = string | number | Date;

const formats = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat | Intl.RelativeTimeFormat>();
function cached<T extends Intl.DateTimeFormat | Intl.NumberFormat | Intl.RelativeTimeFormat>(key: string, make: () => T): T {
  let format = formats.get(key) as T | undefined;
  if (!format) {
    format = make();
    formats.set(key, format);
  }
  return format;
}

/** Day before month, as the app writes English. */
const tag = (language: string) => (language.startsWith('ja') ? 'ja-JP' : 'en-GB');

/** 2026/11/21 · 21 Nov 2026, of `2026-11-21`: a day is the same everywhere. */
export function formatDate(date: string | null | undefined, language: string): string {
  if (!date) return '';
  const [y, m, d] = date.slice(0, 10).split('-').map(Number) as [number, number, number];
  if (language.startsWith('ja')) return `${y}/${String(m).padStart(2, '0')}/${String(d).padStart(2, '0')}`;
  return cached('date-en', () => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }))
    .format(Date.UTC(y, m - 1, d))
    .replace('Sept', 'Sep');
}

/** An instant as a clock in `timeZone` shows it. */
export function formatDateTime(instant: Moment | null | undefined, language: string, timeZone?: string): string {
  if (!instant) return '';
  const parts = cached(`parts-${timeZone}`, () => new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone })).formatToParts(
    new Date(instant),
  );
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return `${formatDate(`${part('year')}-${part('month')}-${part('day')}`, language)} ${part('hour')}:${part('minute')}`;
}

/** Today's date as `2026-11-21` in `timeZone`. */
export const today = (timeZone?: string, now: Date = new Date()) => cached(`today-${timeZone}`, () => new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })).format(now);

/** Days from `from` to `to`, both `2026-11-21`. */
export const daysBetween = (from: string, to: string) => Math.round((Date.parse(`${to.slice(0, 10)}T00:00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00:00Z`)) / 86_400_000);

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** 2時間前 · 2 hours ago. */
export function formatRelative(instant: Moment, language: string, now: Moment = Date.now()): string {
  const seconds = (new Date(instant).getTime() - new Date(now).getTime()) / 1000;
  const format = cached(`relative-${language}`, () => new Intl.RelativeTimeFormat(tag(language), { numeric: 'auto' }));
  const [unit, size] = STEPS.find(([, s]) => Math.abs(seconds) >= s) ?? ['second', 1];
  const text = unit === 'second' ? format.format(0, 'second') : format.format(Math.trunc(seconds / size), unit);
  return language.startsWith('ja') ? text.replaceAll(' ', '') : text;
}

/** Decimals may be strings: they are formatted in full precision. */
type Numeric = number | string | bigint;
const asNumeric = (value: Numeric) => value as Intl.StringNumericLiteral;

export function formatNumber(value: Numeric | null | undefined, language: string, options: { scale?: number; minScale?: number } = {}): string {
  if (value === null || value === undefined || value === '') return '';
  const { scale = 20, minScale = 0 } = options;
  return cached(`number-${language}-${scale}-${minScale}`, () => new Intl.NumberFormat(tag(language), { maximumFractionDigits: scale, minimumFractionDigits: minScale })).format(asNumeric(value));
}

/** ¥5,220,000: the sign of the currency before the number, in either language. */
export function formatMoney(value: Numeric | null | undefined, language: string, currency: string, scale?: number): string {
  if (value === null || value === undefined || value === '') return '';
  const text = cached(`money-${language}-${currency}-${scale}`, () => {
    const options: Intl.NumberFormatOptions = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' };
    if (scale !== undefined) Object.assign(options, { minimumFractionDigits: 0, maximumFractionDigits: scale });
    return new Intl.NumberFormat(tag(language), options);
  }).format(asNumeric(value));
  // The Japanese locale writes a full-width sign.
  return text.replace('￥', '¥');
}

/** 30 is 30%. */
export const formatPercent = (value: Numeric | null | undefined, language: string, scale = 2) => (value === null || value === undefined || value === '' ? '' : `${formatNumber(value, language, { scale })}%`);

export type PersonName = { family?: string | null; given?: string | null; familyReading?: string | null; givenReading?: string | null };
const JAPANESE = /[\u3040-\u30ff\u3400-\u9fff]/;

/** 佐藤 美咲: family name first in Japanese, and for names written in it; Misaki Sato elsewhere. */
export function formatName(name: PersonName | null | undefined, language: string): string {
  if (!name) return '';
  const parts = [name.family, name.given].filter(Boolean) as string[];
  return (language.startsWith('ja') || parts.some((part) => JAPANESE.test(part)) ? parts : parts.reverse()).join(' ');
}

export const formatReading = (name: PersonName | null | undefined) => [name?.familyReading, name?.givenReading].filter(Boolean).join(' ');
