import { expect, test } from 'vitest';
import { layOut, scaleOf, sides } from './layout.ts';

const states = ['new', 'talk', 'won', 'lost'];
const ways = [
  { from: 'new', to: 'talk' },
  { from: 'talk', to: 'won' },
  { from: 'new', to: 'lost' },
  { from: 'talk', to: 'lost' },
  { from: 'talk', to: 'new' },
];

test('states stand in the order of the way, what is reached by leaps beneath', () => {
  const spots = layOut(states, ways);
  expect(states.map((state) => spots.get(state)!.column)).toEqual([0, 1, 2, 2]);
  expect(spots.get('lost')!.row).toBeGreaterThan(spots.get('won')!.row);
});

test('a leap and a way back pass beneath, a step goes straight', () => {
  const spots = layOut(states, ways);
  expect(sides(spots.get('new')!, spots.get('talk')!)).toEqual({ sourceHandle: 'right', targetHandle: 'left' });
  expect(sides(spots.get('new')!, spots.get('lost')!)).toEqual({ sourceHandle: 'below', targetHandle: 'left' });
  expect(sides(spots.get('talk')!, spots.get('new')!)).toEqual({ sourceHandle: 'below', targetHandle: 'under' });
});

test('states that nothing leads to are placed, and circles end', () => {
  expect(
    layOut(
      ['a', 'b', 'c'],
      [
        { from: 'b', to: 'a' },
        { from: 'a', to: 'b' },
      ],
    ).size,
  ).toBe(3);
});

test('a long process can be read better downwards where there is little width', () => {
  const long = ['a', 'b', 'c', 'd', 'e'];
  const on = long.slice(1).map((to, i) => ({ from: long[i]!, to }));
  const room = { width: 740, height: 660 };
  expect(scaleOf(layOut(long, on), room)).toBeLessThan(0.7);
  expect(scaleOf(layOut(long, on, true), room)).toBe(1);
  expect(scaleOf(layOut(['a', 'b'], [{ from: 'a', to: 'b' }]), room)).toBe(1);
});
