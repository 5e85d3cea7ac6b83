import { Graph, layout } from '@dagrejs/dagre';

export type Line = { id: string; from: string; to: string; label: string };
export type Spot = { x: number; y: number };
export type Layout = {
  /** The upper left corner of each box. */
  spots: Map<string, Spot>;
  /** By line: the points that it passes between its two boxes, from who refers to who is referred to. */
  ways: Map<string, Spot[]>;
};

export const box = { width: 200, height: 44 };

/** Places for a picture: who is referred to stands left of who refers to it, lines keep clear of the boxes between, and few cross. */
export function layOut(names: string[], lines: Line[]): Layout {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 48, edgesep: 24, ranksep: 40 });
  for (const name of names) graph.setNode(name, { ...box });
  const drawn = lines.filter((line) => line.from !== line.to);
  // The library draws from left to right along an edge; a lookup points to the left.
  for (const line of drawn) graph.setEdge(line.to, line.from, { width: widthOf(line.label), height: 20, labelpos: 'c' }, line.id);
  layout(graph);
  const spots = new Map(
    names.map((name) => {
      const { x, y } = graph.node(name) as Spot;
      return [name, { x: Math.round(x - box.width / 2), y: Math.round(y - box.height / 2) }];
    }),
  );
  const ways = new Map(drawn.map((line) => [line.id, (graph.edge(line.to, line.from, line.id) as { points: Spot[] }).points.slice(1, -1).reverse()]));
  return { spots, ways };
}

/** About as wide as it will be drawn: letters of Chinese and Japanese take twice the room. */
const widthOf = (label: string) => [...label].reduce((sum, letter) => sum + (letter.codePointAt(0)! > 0x2e7f ? 11 : 6.5), 12);

/** A line that runs level through each of its points, and the middle of it. */
export function trace(points: Spot[]): { path: string; middle: Spot } {
  const [first, ...rest] = points;
  let at = first!;
  let path = `M${at.x},${at.y}`;
  for (const next of rest) {
    const half = (at.x + next.x) / 2;
    path += ` C${half},${at.y} ${half},${next.y} ${next.x},${next.y}`;
    at = next;
  }
  const inner = points.length > 2 ? points.slice(1, -1) : points;
  const middle = inner.length % 2 ? inner[(inner.length - 1) / 2]! : between(inner[inner.length / 2 - 1]!, inner[inner.length / 2]!);
  return { path, middle };
}

const between = (a: Spot, b: Spot) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
