import { expect, it } from 'vitest';
import { extended, type Walk } from './walk.ts';

const walk: Walk = { ids: ['c', 'd'], first: 2, total: 6, from: '/' };

it('a walk goes on before and after what was known, each record once and in its place', () => {
  expect(extended(walk, ['a', 'b'], ['e', 'f'])).toMatchObject({ ids: ['a', 'b', 'c', 'd', 'e', 'f'], first: 0 });
  expect(extended(walk, ['b', 'c'], ['d', 'e'])).toMatchObject({ ids: ['b', 'c', 'd', 'e'], first: 1 });
  expect(extended(walk, [], [])).toBe(walk);
});
