export type Edge = { from: string; to: string };
export type Spot = { x: number; y: number };

const across = 288;
const down = 104;
/** How far each column lies beneath the one before, so that lines across several do not run through what is between. */
const slant = 36;

/** Places for a picture: who is referred to stands left of who refers to it, and rows are ordered by where their neighbours stand, so that few lines cross. */
export function layOut(names: string[], edges: Edge[]): Map<string, Spot> {
  const layers = new Map<string, number>();
  const depth = (name: string, seen: ReadonlySet<string>): number => {
    const known = layers.get(name);
    if (known !== undefined) return known;
    const next = new Set(seen).add(name);
    const above = edges.filter((edge) => edge.from === name && edge.to !== name && !next.has(edge.to)).map((edge) => depth(edge.to, next) + 1);
    const layer = Math.max(0, ...above);
    if (seen.size === 0) layers.set(name, layer);
    return layer;
  };
  for (const name of names) depth(name, new Set());
  // Whoever is referred to only from far right moves there, beside who refers to it.
  for (const name of [...names].sort((a, b) => layers.get(b)! - layers.get(a)!)) {
    const right = edges.filter((edge) => edge.to === name && edge.from !== name).map((edge) => layers.get(edge.from)! - 1);
    if (right.length > 0) layers.set(name, Math.max(layers.get(name)!, Math.min(...right)));
  }
  const columns = new Map<number, string[]>();
  for (const name of names) columns.set(layers.get(name)!, [...(columns.get(layers.get(name)!) ?? []), name]);
  const row = new Map<string, number>();
  for (const [, column] of [...columns].sort(([a], [b]) => a - b)) {
    const middle = (name: string) => {
      const near = edges.filter((edge) => edge.from === name && row.has(edge.to)).map((edge) => row.get(edge.to)!);
      return near.length > 0 ? near.reduce((sum, at) => sum + at, 0) / near.length : names.indexOf(name);
    };
    column.sort((a, b) => middle(a) - middle(b));
    for (const [i, name] of column.entries()) row.set(name, i - (column.length - 1) / 2);
  }
  return new Map(names.map((name) => [name, { x: layers.get(name)! * across, y: row.get(name)! * down + layers.get(name)! * slant }]));
}
