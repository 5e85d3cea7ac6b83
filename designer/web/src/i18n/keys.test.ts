import { expect, test } from 'vitest';
import en from './en.ts';
import ja from './ja.ts';

type Tree = { [key: string]: string | Tree };
/** Every key of an area; forms for number are one. */
const keysOf = (tree: Tree, path = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [path + key.replace(/_(zero|one|two|few|many|other)$/, '')] : keysOf(value, `${path}${key}.`)));
const sorted = (tree: unknown) => [...new Set(keysOf(tree as Tree))].sort();

test('both languages have the same areas with the same keys', () => {
  const [english, japanese] = [en, ja].map((texts) => Object.fromEntries(Object.entries(texts).map(([file, tree]) => [file.replace(/^\.\/(en|ja)\//, ''), sorted(tree)])));
  expect(japanese).toEqual(english);
});
