import { BudgetError } from './errors.js';

/** The longest text, in bytes of UTF-8, and the longest list. */
export const maxBytes = 256 * 1024;
export const maxItems = 10_000;

const encoder = new TextEncoder();

export function checked(text: string): string {
  if (text.length > maxBytes / 3 && encoder.encode(text).length > maxBytes) throw new BudgetError('text');
  return text;
}

/** Order by code point, not by UTF-16 unit. */
export function compareText(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const sx = x >= 0xd800 && x <= 0xdfff;
    const sy = y >= 0xd800 && y <= 0xdfff;
    return sx === sy ? x - y : sx ? 1 : -1;
  }
  return a.length - b.length;
}

export const length = (s: string): bigint => BigInt(count(s));

function count(s: string): number {
  let n = s.length;
  for (let i = 0; i < s.length; i++) {
    const c = s.charCodeAt(i);
    if (c >= 0xdc00 && c <= 0xdfff) n--;
  }
  return n;
}

/** UTF-16 offset of the code point at an index from 0, clamped to the text. */
function offset(s: string, codePoints: bigint): number {
  let at = 0;
  for (let left = codePoints; left > 0n && at < s.length; left--) {
    const c = s.charCodeAt(at);
    at += c >= 0xd800 && c <= 0xdbff && at + 1 < s.length ? 2 : 1;
  }
  return at;
}

export const left = (s: string, n: bigint) => s.slice(0, offset(s, n));

export function right(s: string, n: bigint): string {
  if (n <= 0n) return '';
  const skip = length(s) - n;
  return s.slice(offset(s, skip > 0n ? skip : 0n));
}

/** A negative position counts from the end. */
export function mid(s: string, from: bigint, n: bigint): string {
  if (from < 0n) from += length(s) + 1n;
  const end = from + n;
  if (n <= 0n || end <= 1n) return '';
  const start = offset(s, (from > 1n ? from : 1n) - 1n);
  return s.slice(start, Math.max(start, offset(s, end - 1n)));
}

const simpleUpper = new Map<number, number>();
for (const base of [0x1f80, 0x1f90, 0x1fa0]) for (let i = 0; i < 8; i++) simpleUpper.set(base + i, base + i + 8);
for (const [lower, upper] of [[0x1fb3, 0x1fbc], [0x1fc3, 0x1fcc], [0x1ff3, 0x1ffc]] as const) simpleUpper.set(lower, upper);
const simpleFold = new Map<number, number>([[0x1e9e, 0xdf], [0x1fd3, 0x390], [0x1fe3, 0x3b0], [0xfb05, 0xfb06], [0x3c2, 0x3c3], [0x17f, 0x73], [0x345, 0x3b9], [0xb5, 0x3bc], [0x1c80, 0x432]]);
for (const [lower, upper] of simpleUpper) simpleFold.set(upper, lower);

const single = (s: string): number | null => {
  const code = s.codePointAt(0)!;
  return s.length === (code > 0xffff ? 2 : 1) ? code : null;
};

/** Simple mappings, letter by letter: what the full mappings of JavaScript would lengthen stays as it is. */
function upperOf(c: number): number {
  const special = simpleUpper.get(c);
  if (special !== undefined) return special;
  const s = String.fromCodePoint(c);
  if (c >= 0x1f88 && c <= 0x1ffc && /\p{Lt}/u.test(s)) return c;
  return single(s.toUpperCase()) ?? c;
}

function lowerOf(c: number): number {
  return c === 0x130 ? 0x69 : (single(String.fromCodePoint(c).toLowerCase()) ?? c);
}

function foldOf(c: number): number {
  const special = simpleFold.get(c);
  if (special !== undefined) return special;
  if (c === 0x130 || c === 0x131) return c;
  const s = String.fromCodePoint(c);
  const upper = upperOf(c);
  if (/\p{Script=Cherokee}/u.test(s)) return upper;
  const candidate = single(String.fromCodePoint(upper).toLowerCase()) ?? lowerOf(c);
  if (candidate === c) return c;
  const pattern = candidate < 128 ? String.fromCodePoint(candidate) : `\\u{${candidate.toString(16)}}`;
  return new RegExp(`^${pattern}$`, 'iu').test(s) ? candidate : c;
}

const mapped = (s: string, map: (c: number) => number) => {
  let out = '';
  for (const letter of s) out += String.fromCodePoint(map(letter.codePointAt(0)!));
  return out;
};

const foldCache = new Map<number, number>();
const foldCached = (c: number) => {
  let folded = foldCache.get(c);
  if (folded === undefined) foldCache.set(c, (folded = foldOf(c)));
  return folded;
};

export const upper = (s: string) => mapped(s, upperOf);
export const lower = (s: string) => mapped(s, lowerOf);

const space = '[\\t-\\r \\u0085\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000\\uFEFF]';
const start = new RegExp(`^${space}+`, 'u');
const isSpace = new RegExp(`^${space}$`, 'u');

export function trim(s: string): string {
  const text = s.replace(start, '');
  let end = text.length;
  while (end > 0 && isSpace.test(text[end - 1]!)) end--;
  return text.slice(0, end);
}

export function replace(s: string, find: string, by: string): string {
  if (find === '') return s;
  const parts = s.split(find);
  if (s.length + (parts.length - 1) * (by.length - find.length) > maxBytes) throw new BudgetError('text');
  return checked(parts.join(by));
}

export function before(s: string, x: string): string {
  const at = s.indexOf(x);
  return at < 0 ? '' : s.slice(0, at);
}

export function after(s: string, x: string): string {
  const at = s.indexOf(x);
  return at < 0 ? '' : s.slice(at + x.length);
}

export function padLeft(s: string, width: bigint, by: string): string {
  const missing = width - length(s);
  if (missing <= 0n || by === '') return s;
  if (width > BigInt(maxBytes)) throw new BudgetError('text');
  const unit = length(by);
  return checked(by.repeat(Number(missing / unit)) + left(by, missing % unit) + s);
}

export function split(s: string, separator: string): string[] {
  const parts = separator === '' ? [s] : s.split(separator);
  if (parts.length > maxItems) throw new BudgetError('list');
  return parts;
}

export const nfkc = (s: string) => checked(s.normalize('NFKC'));

/** The search form: NFKC, simple case fold, katakana to hiragana. */
export function fold(s: string): string {
  return checked(mapped(s.normalize('NFKC'), foldCached))
    .replace(/[\u30A1-\u30F6\u30FD\u30FE]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));
}
