import { expect, test } from 'vitest';
import { layOut } from './layout.ts';

const columns = (names: string[], edges: [string, string][]) => {
  const spots = layOut(
    names,
    edges.map(([from, to]) => ({ from, to })),
  );
  return names.map((name) => spots.get(name)!.x);
};

test('who is referred to stands left of who refers to it', () => {
  const [account, deal, line] = columns(
    ['account', 'deal', 'line'],
    [
      ['deal', 'account'],
      ['line', 'deal'],
    ],
  );
  expect(account).toBeLessThan(deal!);
  expect(deal).toBeLessThan(line!);
});

test('circles and references to oneself end', () => {
  expect(
    columns(
      ['a', 'b'],
      [
        ['a', 'b'],
        ['b', 'a'],
        ['a', 'a'],
      ],
    ),
  ).toHaveLength(2);
});

test('who is referred to only from the right end stands near it', () => {
  const [account, , line, product] = columns(
    ['account', 'deal', 'line', 'product'],
    [
      ['deal', 'account'],
      ['line', 'deal'],
      ['line', 'product'],
    ],
  );
  expect(product).toBeGreaterThan(account!);
  expect(product).toBeLessThan(line!);
});

test('no two stand in the same place', () => {
  const spots = [...layOut(['a', 'b', 'c', 'd'], [{ from: 'b', to: 'a' }]).values()].map(({ x, y }) => `${x} ${y}`);
  expect(new Set(spots).size).toBe(4);
});
