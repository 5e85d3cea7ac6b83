import { expect, test } from 'vitest';
import { diffLines, hunksOf } from './diff.ts';

const shown = (before: string, after: string) => diffLines(before, after).map((line) => ({ same: ' ', added: '+', removed: '-' })[line.kind] + line.text);

test('a line changed within others stands as taken out and put in', () => {
  expect(shown('a\nb\nc\n', 'a\nx\nc\n')).toEqual([' a', '-b', '+x', ' c']);
});

test('lines that moved apart keep what is common between them', () => {
  expect(shown('one\ntwo\nthree\nfour\n', 'zero\ntwo\nfour\nfive\n')).toEqual(['-one', '+zero', ' two', '-three', ' four', '+five']);
});

test('a new file is all put in, a removed one all taken out', () => {
  expect(shown('', 'a\nb\n')).toEqual(['+a', '+b']);
  expect(shown('a\nb\n', '')).toEqual(['-a', '-b']);
});

test('lines are numbered as each side has them', () => {
  expect(diffLines('a\nb\n', 'b\n').map(({ before, after }) => [before, after])).toEqual([
    [1, undefined],
    [2, 1],
  ]);
});

test('far from a change, equal lines are counted instead of shown', () => {
  const before = Array.from({ length: 40 }, (_, i) => `line ${i}`).join('\n');
  const hunks = hunksOf(diffLines(before, before.replace('line 20', 'other')));
  expect(hunks.map((hunk) => (typeof hunk === 'number' ? hunk : hunk.length))).toEqual([17, 8, 16]);
});
