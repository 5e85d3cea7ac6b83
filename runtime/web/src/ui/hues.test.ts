import { expect, test } from 'vitest';
import { fold } from './fold.ts';
import { hueFor, hueOf } from './hues.ts';

test.each([
  ['#1677ff', 'blue'],
  ['#52c41a', 'green'],
  ['#eb2f96', 'pink'],
  ['#fa8c16', 'orange'],
  ['#13c2c2', 'teal'],
  ['#722ed1', 'purple'],
  ['#8c8c8c', 'gray'],
  ['#f00', 'red'],
  ['amber', 'amber'],
  ['gold', 'amber'],
  ['nonsense', 'gray'],
  [undefined, 'gray'],
])('%s is shown as %s', (color, hue) => expect(hueOf(color)).toBe(hue));

test('a name has the same colour each time', () => expect(hueFor('佐藤 美咲')).toBe(hueFor('佐藤 美咲')));

test('a search ignores width, case and kind of kana', () => {
  expect(fold('ＡＢＣ')).toBe('abc');
  expect(fold('ｶﾌﾞｼｷ')).toBe(fold('かぶしき'));
});
