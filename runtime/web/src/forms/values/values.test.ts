import { describe, expect, it } from 'vitest';
import type { FieldMeta } from '../../api/meta.ts';
import { postalCode, showAddress } from './addresses.ts';
import { groupedNumber, plainNumber, readNumber } from './numbers.ts';
import { readPhone, showPhone } from './phones.ts';
import { readText } from './texts.ts';
import { instantOf, localOf, readDate, readDuration, readTime, showDuration } from './times.ts';

const field = (more: Partial<FieldMeta>): FieldMeta => ({ id: 'f', name: 'f', property: 'f', type: 'decimal', label: {}, origin: 'entered', required: false, readonly: false, scale: 2, precision: 18, ...more });
const of = (value: unknown) => ({ value });
const refused = (key: string) => ({ problem: expect.objectContaining({ key }) });

describe('numbers', () => {
  it.each([
    ['１２３４５', '12345'],
    ['￥１，２３４', '1234'],
    ['1,234,567.5', '1234567.5'],
    ['−5', '-5'],
    ['ー12', '-12'],
    ['  7 ', '7'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['0012', '12'],
    ['1.50', '1.5'],
    ['1億2,000万', '120000000'],
    ['３万', '30000'],
    ['', null],
  ])('%s is %s', (text, value) => expect(readNumber(text, field({}))).toEqual(of(value)));

  it.each([
    ['1,5', {}, 'notNumber'],
    ['十', {}, 'notNumber'],
    ['1.5', { type: 'integer' }, 'notWhole'],
    ['1.005', {}, 'tooFine'],
    ['0.5', { scale: 0 }, 'noDecimals'],
    ['-1', { min: 0 }, 'tooSmall'],
    ['101', { max: 100 }, 'tooBig'],
    ['12345678901234567', {}, 'tooManyDigits'],
    ['9'.repeat(40), { precision: 60 }, 'tooLarge'],
  ] as [string, Partial<FieldMeta>, string][])('%s of %j is refused: %s', (text, more, key) => expect(readNumber(text, field(more))).toEqual(refused(key)));

  it('loses no digit on the way there and back', () => {
    const digits = '12345678901234.56';
    expect(groupedNumber(digits)).toBe('12,345,678,901,234.56');
    expect(plainNumber(groupedNumber(digits))).toBe(digits);
    expect(groupedNumber('-1234')).toBe('-1,234');
  });
});

describe('phones', () => {
  it.each([
    ['０３−１２３４−５６７８', '+81312345678', '03-1234-5678'],
    ['090 1234 5678', '+819012345678', '090-1234-5678'],
    ['(06) 6123-4567', '+81661234567', '06-6123-4567'],
    ['045-123-4567', '+81451234567', '045-123-4567'],
    ['0120123456', '+81120123456', '0120-123-456'],
    ['0422-12-3456', '+81422123456', '0422-12-3456'],
    ['+1 (415) 555-2671', '+14155552671', '+1 415-555-2671'],
    ['+44 20 7946 0958', '+442079460958', '+44 2079460958'],
    ['010 81 3 1234 5678', '+81312345678', '03-1234-5678'],
  ])('%s is kept as %s and shown as %s', (typed, kept, shown) => {
    expect(readPhone(typed)).toEqual(of(kept));
    expect(showPhone(kept)).toBe(shown);
    // What is shown is taken again.
    expect(readPhone(shown)).toEqual(of(kept));
  });
  it.each(['12', 'abc', '0312345', '5551234567'])('%s is none', (text) => expect(readPhone(text)).toEqual(refused('phone')));
});

describe('days and times', () => {
  const today = '2026-11-21';
  it.each([
    ['2026/12/18', '2026-12-18'],
    ['２０２６／１２／１８', '2026-12-18'],
    ['2026年12月18日', '2026-12-18'],
    ['20261218', '2026-12-18'],
    ['12/18', '2026-12-18'],
    ['12月1日', '2026-12-01'],
    ['令和8年12月18日', '2026-12-18'],
    ['R8.1.5', '2026-01-05'],
    ['明日', '2026-11-22'],
    ['+7', '2026-11-28'],
    ['21 Nov 2026', '2026-11-21'],
    ['2024-02-29', '2024-02-29'],
    ['', null],
  ])('%s is %s', (text, value) => expect(readDate(text, today)).toEqual(of(value)));
  it('knows the day before the month in English', () => expect(readDate('3/12', today, true)).toEqual(of('2026-12-03')));
  it.each(['2026/02/29', '13/45', 'いつか', '2026'])('%s is no day', (text) => expect(readDate(text, today)).toEqual(refused('date')));

  it.each([
    ['9:30', '09:30:00'],
    ['９時半', '09:30:00'],
    ['0930', '09:30:00'],
    ['午後3時', '15:00:00'],
    ['3pm', '15:00:00'],
    ['12:00 am', '00:00:00'],
    ['23時59分', '23:59:00'],
  ])('%s is %s', (text, value) => expect(readTime(text)).toEqual(of(value)));
  it('refuses hours that no clock shows', () => expect(readTime('25:00')).toEqual(refused('time')));

  it.each([
    ['1時間30分', 'PT1H30M'],
    ['90分', 'PT1H30M'],
    ['1.5h', 'PT1H30M'],
    ['1:30', 'PT1H30M'],
    ['2日', 'P2D'],
    ['1d 2h', 'P1DT2H'],
    ['PT45M', 'PT45M'],
  ])('%s lasts %s', (text, value) => expect(readDuration(text)).toEqual(of(value)));
  it('shows a duration in words', () => {
    expect(showDuration('P1DT2H30M', 'ja')).toBe('1日2時間30分');
    expect(showDuration('PT45M', 'en')).toBe('45m');
  });

  it('turns a clock time into an instant of its zone, and back', () => {
    expect(instantOf('2026-11-21', '09:00', 'Asia/Tokyo')).toBe('2026-11-21T00:00:00Z');
    expect(instantOf('2026-07-01', '09:00', 'Europe/London')).toBe('2026-07-01T08:00:00Z');
    expect(localOf('2026-11-20T15:30:00Z', 'Asia/Tokyo')).toEqual({ date: '2026-11-21', time: '00:30' });
  });
});

describe('texts', () => {
  it.each([
    ['email', ' ｔａｒｏ＠example.jp ', 'taro@example.jp'],
    ['url', 'example.jp/a', 'https://example.jp/a'],
    ['currency', 'ｊｐｙ', 'JPY'],
    ['text', '', null],
  ] as const)('a %s takes %s', (type, text, value) => expect(readText(text, { type })).toEqual(of(value)));
  it.each([
    ['email', 'taro@', 'email'],
    ['url', 'javascript:alert(1)', 'url'],
    ['currency', 'YENS', 'currency'],
  ] as const)('a %s refuses %s', (type, text, key) => expect(readText(text, { type })).toEqual(refused(key)));
  it('counts characters as people do', () => {
    expect(readText('𠮷野家', { type: 'text', maxLength: 3 })).toEqual(of('𠮷野家'));
    expect(readText('𠮷野家です', { type: 'text', maxLength: 3 })).toEqual({ problem: { key: 'tooLong', args: { maximum: 3, found: 5 } } });
  });
});

describe('addresses', () => {
  it('writes a Japanese one from the large to the small, others from the small to the large', () => {
    expect(showAddress({ country: 'JP', postalCode: '105-0011', region: '東京都', city: '港区', street: '芝公園4-2-8', building: 'タワー 3F' }, 'en')).toBe('〒105-0011 東京都港区芝公園4-2-8 タワー 3F');
    expect(showAddress({ country: 'US', postalCode: '94105', region: 'CA', city: 'San Francisco', street: '1 Main St' }, 'en')).toBe('1 Main St, San Francisco, CA 94105, United States');
  });
  it('makes a postal code of what was typed', () => {
    expect(postalCode('〒１０５００１１', null)).toBe('105-0011');
    expect(postalCode('SW1A 1AA', 'GB')).toBe('SW1A 1AA');
  });
});
