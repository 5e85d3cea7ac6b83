import { expect, test } from 'vitest';
import { box, layOut, trace } from './layout.ts';

const lineOf = ([from, to]: [string, string]) => ({ id: `${from}.${to}`, from, to, label: to });

const columns = (names: string[], edges: [string, string][]) => {
  const { spots } = layOut(names, edges.map(lineOf));
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
  const spots = [...layOut(['a', 'b', 'c', 'd'], [lineOf(['b', 'a'])]).spots.values()].map(({ x, y }) => `${x} ${y}`);
  expect(new Set(spots).size).toBe(4);
});

test('a line across several columns keeps clear of the boxes between', () => {
  const edges: [string, string][] = [
    ['deal', 'account'],
    ['line', 'deal'],
    ['line', 'account'],
  ];
  const { spots, ways } = layOut(['account', 'deal', 'line'], edges.map(lineOf));
  const deal = spots.get('deal')!;
  const beside = ways.get('line.account')!.filter((at) => at.x >= deal.x && at.x <= deal.x + box.width);
  expect(beside.length).toBeGreaterThan(0);
  for (const at of beside) expect(at.y < deal.y || at.y > deal.y + box.height).toBe(true);
});

test('a traced line begins and ends where it is told and is labelled on its way', () => {
  const { path, middle } = trace([
    { x: 100, y: 0 },
    { x: 50, y: 40 },
    { x: 0, y: 10 },
  ]);
  expect(path).toBe('M100,0 C75,0 75,40 50,40 C25,40 25,10 0,10');
  expect(middle).toEqual({ x: 50, y: 40 });
});
