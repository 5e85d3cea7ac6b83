import { expect, test } from 'vitest';
import { daysBetween, formatDate, formatDateTime, formatMoney, formatName, formatNumber, formatPercent, formatRelative, today } from './formats.ts';

test('a day is written as its readers write it', () => {
  expect(formatDate('2026-11-21', 'ja')).toBe('2026/11/21');
  expect(formatDate('2026-09-01', 'en')).toBe('1 Sep 2026');
  expect(formatDate(null, 'ja')).toBe('');
});

test('an instant is what the clock of the zone shows', () => {
  expect(formatDateTime('2026-11-20T15:05:00Z', 'ja', 'Asia/Tokyo')).toBe('2026/11/21 00:05');
  expect(formatDateTime('2026-11-20T15:05:00Z', 'en', 'Europe/London')).toBe('20 Nov 2026 15:05');
  expect(today('Asia/Tokyo', new Date('2026-11-20T15:05:00Z'))).toBe('2026-11-21');
  expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2);
});

test('money has the sign of its currency first, and every digit', () => {
  expect(formatMoney(5220000, 'ja', 'JPY')).toBe('¥5,220,000');
  expect(formatMoney('1234567890123456789.01', 'en', 'USD')).toBe('$1,234,567,890,123,456,789.01');
  expect(formatNumber('0.1000000000000000055', 'en')).toBe('0.1000000000000000055');
  expect(formatPercent(30, 'ja')).toBe('30%');
  expect(formatMoney(null, 'ja', 'JPY')).toBe('');
});

test('the family name comes first where names are written so', () => {
  expect(formatName({ family: '佐藤', given: '美咲' }, 'en')).toBe('佐藤 美咲');
  expect(formatName({ family: 'Sato', given: 'Misaki' }, 'en')).toBe('Misaki Sato');
  expect(formatName({ family: 'Sato', given: 'Misaki' }, 'ja')).toBe('Sato Misaki');
});

test('what was is told from now', () => {
  const now = '2026-11-21T12:00:00Z';
  expect(formatRelative('2026-11-21T10:00:00Z', 'ja', now)).toBe('2時間前');
  expect(formatRelative('2026-11-20T11:00:00Z', 'en', now)).toBe('yesterday');
  expect(formatRelative('2026-11-21T11:59:40Z', 'en', now)).toBe('now');
});
