import { Decimal } from '@lowcodecrm/rules';
import type { FieldMeta } from '../../api/meta.ts';
import { type Read, refused, took } from './problem.ts';

const signs = /[−‐ー―–]/g;

/** Half width, without what only dresses a number: ￥１，２３４ is 1234. */
export function plainNumber(text: string): string {
  const narrow = text
    .normalize('NFKC')
    .replace(signs, '-')
    .replace(/[\s¥$€£%円]/g, '');
  // "1,5" is not fifteen: groups have three digits.
  return /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(narrow) ? narrow.replaceAll(',', '') : narrow;
}

/** As text, exactly: nothing is rounded. Whole numbers may be written with 万 and 億, as people do. */
export function readNumber(text: string, field: FieldMeta): Read {
  const clean = withUnits(plainNumber(text))
    .replace(/^\+/, '')
    .replace(/^(-?)\./, '$10.')
    .replace(/\.$/, '');
  if (clean === '') return took(null);
  const whole = field.type === 'integer' || field.type === 'rating';
  if (!/^-?\d+(\.\d+)?$/.test(clean)) return refused(whole ? 'notWhole' : 'notNumber', { found: text.trim() });
  let number: Decimal | null;
  try {
    number = Decimal.parse(clean);
  } catch {
    return refused('tooLarge');
  }
  if (!number || clean.replace(/\D/g, '').replace(/^0+/, '').length > 28) return refused('tooLarge');
  const shown = number.toString();
  if (whole && shown.includes('.')) return refused('notWhole', { found: text.trim() });
  if (field.min !== undefined && number.compare(Decimal.parse(String(field.min))!) < 0) return refused('tooSmall', { minimum: field.min });
  if (field.max !== undefined && number.compare(Decimal.parse(String(field.max))!) > 0) return refused('tooBig', { maximum: field.max });
  if (!whole && field.scale !== undefined) {
    if ((shown.split('.')[1]?.length ?? 0) > field.scale) return field.scale === 0 ? refused('noDecimals') : refused('tooFine', { scale: field.scale });
    const digits = Math.max((field.precision ?? 18) - field.scale, 0);
    if (digits < 28 && shown.replace('-', '').split('.')[0]!.replace(/^0+/, '').length > digits) return refused('tooManyDigits', { digits });
  }
  return took(shown);
}

const units: [string, bigint][] = [
  ['億', 100_000_000n],
  ['万', 10_000n],
];

/** 1億2,000万 */
function withUnits(text: string): string {
  if (!/[億万]/.test(text)) return text;
  let rest = text.replaceAll(',', '');
  let sum = Decimal.zero;
  for (const [unit, size] of units) {
    const at = rest.indexOf(unit);
    if (at < 0) continue;
    const number = /^-?\d+(\.\d+)?$/.test(rest.slice(0, at)) ? Decimal.parse(rest.slice(0, at)) : null;
    if (!number) return text;
    sum = sum.add(number.multiply(Decimal.of(size)));
    rest = rest.slice(at + 1);
  }
  if (rest === '') return sum.toString();
  return /^\d+(\.\d+)?$/.test(rest) ? sum.add(Decimal.parse(rest)!).toString() : text;
}

/** How a number stands in its input while nobody types in it. */
export function groupedNumber(value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  const [whole, fraction] = String(value).split('.') as [string, string | undefined];
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction ? `.${fraction}` : '');
}
