export type Way = { from: string; to: string };
export type Spot = { x: number; y: number; column: number; row: number };

const across = 264;
const down = 104;
const beside = 192;
const box = { width: 144, height: 40 };

/**
 * Places for a process, that follow from its ways alone: each state right of those that lead to it, the straight way along the top, and
 * beneath it what is reached from several places, so that those lines pass under the others. Where there is little width the same goes downwards.
 */
export function layOut(states: string[], ways: Way[], downwards = false): Map<string, Spot> {
  const columns = new Map<string, number>();
  const depth = (state: string, seen: ReadonlySet<string>): number => {
    const known = columns.get(state);
    if (known !== undefined) return known;
    const next = new Set(seen).add(state);
    // A way back does not push what it leads back to behind what comes after.
    const before = ways.filter((way) => way.to === state && !next.has(way.from) && states.indexOf(way.from) < states.indexOf(state)).map((way) => depth(way.from, next) + 1);
    const column = Math.max(0, ...before);
    if (seen.size === 0) columns.set(state, column);
    return column;
  };
  for (const state of states) depth(state, new Set());
  const leaps = (state: string) => ways.filter((way) => way.to === state && columns.get(state)! - columns.get(way.from)! !== 1).length;
  const rows = new Map<number, number>();
  const sorted = [...states].sort((a, b) => columns.get(a)! - columns.get(b)! || leaps(a) - leaps(b) || states.indexOf(a) - states.indexOf(b));
  return new Map(
    sorted.map((state) => {
      const column = columns.get(state)!;
      const row = rows.get(column) ?? 0;
      rows.set(column, row + 1);
      return [state, downwards ? { x: row * beside, y: column * down, column, row } : { x: column * across, y: row * down, column, row }];
    }),
  );
}

/** How large a process can be drawn in some room, 1 being its size: across as it is, or downwards. */
export function scaleOf(spots: Map<string, Spot>, room: { width: number; height: number }): number {
  const [width, height] = [Math.max(0, ...[...spots.values()].map((spot) => spot.x)) + box.width, Math.max(0, ...[...spots.values()].map((spot) => spot.y)) + box.height];
  return Math.min(1, room.width / width, room.height / height);
}

/** From which side of its state a way starts, and at which it ends: leaps and ways back pass beneath what is between. */
export function sides(from: Spot, to: Spot, downwards = false): { sourceHandle: 'right' | 'below'; targetHandle: 'left' | 'under' | 'over' | 'beside' } {
  if (downwards) {
    if (to.column === from.column + 1) return { sourceHandle: 'below', targetHandle: 'over' };
    return { sourceHandle: 'right', targetHandle: to.column > from.column && to.row > from.row ? 'over' : 'beside' };
  }
  if (to.column === from.column + 1) return { sourceHandle: 'right', targetHandle: 'left' };
  return { sourceHandle: 'below', targetHandle: to.column > from.column && to.row > from.row ? 'left' : 'under' };
}
