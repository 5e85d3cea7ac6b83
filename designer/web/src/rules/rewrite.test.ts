import { expect, test } from 'vitest';
import { rewritten } from './rewrite.ts';

const at = (start: number, length: number, newText: string) => ({ start, length, newText });

test('a part changed again before its new place is known is changed once', () => {
  const first = rewritten('a', 'x = 1, y', 'x = 1, y', [at(4, 1, '20')])!;
  expect(rewritten('a', 'x = 1, y', first, [at(4, 1, '300')])).toBe('x = 300, y');
});

test('two parts changed one after the other are both changed', () => {
  const first = rewritten('b', 'x = 1, y', 'x = 1, y', [at(4, 1, '20')])!;
  expect(rewritten('b', 'x = 1, y', first, [at(7, 1, 'z')])).toBe('x = 20, z');
});

test('what others have written meanwhile is left alone', () => {
  expect(rewritten('c', 'x = 1', 'x = 1 // theirs', [at(4, 1, '2')])).toBeNull();
});
