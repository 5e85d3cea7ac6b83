import { describe, expect, test } from 'vitest';
import en from './en.ts';
import ja from './ja.ts';

type Tree = Record<string, unknown>;

/** Plural forms are one text: languages have different numbers of them. */
const keys = (tree: Tree, path = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) => (typeof value === 'object' && value !== null ? keys(value as Tree, `${path}${key}.`) : [path + key.replace(/_(zero|one|two|few|many|other)$/, '')]));
const values = (tree: Tree): string[] => Object.values(tree).flatMap((value) => (typeof value === 'object' && value !== null ? values(value as Tree) : [String(value)]));
const places = (text: string) => (text.match(/\{\{.*?\}\}/g) ?? []).sort();
const at = (tree: Tree, key: string): string | undefined => key.split('.').reduce<unknown>((node, part) => (node as Tree | undefined)?.[part] ?? (node as Tree | undefined)?.[`${part}_other`], tree) as string | undefined;

describe('texts', () => {
  test('both languages have the same areas', () => expect(Object.keys(ja).sort()).toEqual(Object.keys(en).sort()));

  test.each(Object.keys(en))('%s has the same keys in both languages', (area) => {
    expect([...new Set(keys(ja[area]!))].sort()).toEqual([...new Set(keys(en[area]!))].sort());
  });

  test.each(Object.keys(en))('%s has the same places to fill in in both languages', (area) => {
    for (const key of new Set(keys(en[area]!))) expect(places(at(ja[area]!, key) ?? ''), key).toEqual(places(at(en[area]!, key) ?? ''));
  });

  test('nothing is empty', () => expect([...Object.values(en), ...Object.values(ja)].flatMap(values).filter((text) => text.trim() === '')).toEqual([]));
});
