import { diffLines } from '../versions/diff.ts';
import { asObject, type Json, type JsonObject, parseObject, printJson } from './json.ts';

/**
 * What two people made of the same file, put together: null where both changed the same. JSON by its keys, so that two fields added to one entity
 * are both there; everything else by its lines.
 */
export function merged(path: string, base: string, mine: string, theirs: string): string | null {
  if (mine === theirs || theirs === base) return mine;
  if (mine === base) return theirs;
  const parsed = path.endsWith('.json') ? [base, mine, theirs].map(parseObject) : [];
  const [a, b, c] = parsed;
  if (a && b && c) {
    const value = objects(a, b, c);
    return value && printJson(value);
  }
  return lines(base, mine, theirs);
}

class Both extends Error {}

const same = (a: Json | undefined, b: Json | undefined) => JSON.stringify(a) === JSON.stringify(b);

function objects(base: JsonObject, mine: JsonObject, theirs: JsonObject): JsonObject | null {
  try {
    return inObject(base, mine, theirs);
  } catch (error) {
    if (error instanceof Both) return null;
    throw error;
  }
}

function inObject(base: JsonObject, mine: JsonObject, theirs: JsonObject): JsonObject {
  const value: JsonObject = {};
  for (const key of order(Object.keys(mine), Object.keys(theirs))) {
    const one = either(base[key], mine[key], theirs[key]);
    if (one !== undefined) value[key] = one;
  }
  return value;
}

function either(base: Json | undefined, mine: Json | undefined, theirs: Json | undefined): Json | undefined {
  if (same(base, mine)) return theirs;
  if (same(base, theirs) || same(mine, theirs)) return mine;
  const [b, m, t] = [asObject(base), asObject(mine), asObject(theirs)];
  if (m && t) return inObject(b ?? {}, m, t);
  if (Array.isArray(mine) && Array.isArray(theirs) && Array.isArray(base)) return inList(base, mine, theirs);
  throw new Both();
}

/** Items of lists are known by their id, value or name, or are themselves. Two of the same name, or none, cannot be told apart. */
function keyOf(item: Json): string {
  const object = asObject(item);
  if (!object) return JSON.stringify(item);
  for (const name of ['id', 'value', 'name', 'scope']) if (typeof object[name] === 'string') return `${name}:${object[name]}`;
  throw new Both();
}

function inList(base: Json[], mine: Json[], theirs: Json[]): Json[] {
  const maps = [base, mine, theirs].map((list) => new Map(list.map((item) => [keyOf(item), item])));
  const [b, m, t] = maps as [Map<string, Json>, Map<string, Json>, Map<string, Json>];
  if (b.size < base.length || m.size < mine.length || t.size < theirs.length) throw new Both();
  // Both put the same things into another order: whose is it to be?
  const kept = (map: Map<string, Json>) => [...map.keys()].filter((key) => b.has(key) && m.has(key) && t.has(key));
  const [was, here, there] = [kept(b), kept(m), kept(t)];
  const [movedHere, movedThere] = [!same(was, here), !same(was, there)];
  if (movedHere && movedThere && !same(here, there)) throw new Both();
  const keys = movedThere ? order([...t.keys()], [...m.keys()]) : order([...m.keys()], [...t.keys()]);
  return keys.flatMap((key) => {
    const one = either(b.get(key), m.get(key), t.get(key));
    return one === undefined ? [] : [one];
  });
}

/** All keys in the order of the first list; those of the second alone after the ones that they stand behind there. */
function order(first: string[], second: string[]): string[] {
  const keys = [...first];
  for (const [i, key] of second.entries()) {
    if (keys.includes(key)) continue;
    const before = second.slice(0, i).findLast((one) => keys.includes(one));
    keys.splice(before === undefined ? 0 : keys.indexOf(before) + 1, 0, key);
  }
  return keys;
}

type Piece = { start: number; end: number; lines: string[] };

function lines(base: string, mine: string, theirs: string): string | null {
  const [a, b] = [pieces(base, mine), pieces(base, theirs)];
  const all: Piece[] = [...b];
  for (const piece of a) {
    const touched = b.filter((other) => piece.start < other.end && other.start < piece.end);
    const inside = b.filter((other) => piece.start === other.start && (piece.end === piece.start || other.end === other.start));
    if (b.some((other) => same(other, piece))) continue;
    // Lines added at the same place by both stand one after the other; anything else there is a matter of choice.
    if (touched.length > 0 || inside.some((other) => other.end > other.start || piece.end > piece.start)) return null;
    all.push(piece);
  }
  const out: string[] = [];
  const from = split(base);
  let at = 0;
  for (const piece of all.sort((x, y) => x.start - y.start || x.end - y.end)) {
    out.push(...from.slice(at, piece.start), ...piece.lines);
    at = piece.end;
  }
  out.push(...from.slice(at));
  return out.length === 0 ? '' : `${out.join('\n')}${mine.endsWith('\n') || theirs.endsWith('\n') ? '\n' : ''}`;
}

const split = (text: string) => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

/** What is other than in the base, as lines of it that others take the place of. */
function pieces(base: string, changed: string): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  let open: Piece | null = null;
  for (const line of diffLines(base, changed)) {
    if (line.kind === 'same') {
      open = null;
      at++;
      continue;
    }
    if (!open) {
      open = { start: at, end: at, lines: [] };
      found.push(open);
    }
    if (line.kind === 'removed') open.end = ++at;
    else open.lines.push(line.text);
  }
  return found;
}
