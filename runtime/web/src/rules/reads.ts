import type { FunctionBody, Node } from '@lowcodecrm/rules';

/** What a rule depends on: it is evaluated again when one of these has changed. */
export type Reads = {
  /** Properties of the record itself. */
  own: Set<string>;
  /** Entities whose records it reaches by lookups. */
  through: Set<string>;
  /** Related records that it counts or sums: `entity.lookup`. */
  related: Set<string>;
  /** Fields of the user who works here. */
  user: boolean;
};

const everything = '*';
export const readsAll = (reads: Reads) => reads.own.has(everything);

/** The property that holds a field: lookups are held as ids. */
const propertyOf = (name: string, kind: string) => (kind === 'record' ? `${name}_id` : name);

export function readsOf(nodes: (Node | undefined | null)[], functions: Record<string, FunctionBody>): Reads {
  const reads: Reads = { own: new Set(), through: new Set(), related: new Set(), user: false };
  const visited = new Set<string>();

  const bodyOf = (name: string) => {
    if (visited.has(name)) return;
    visited.add(name);
    const body = functions[name]?.body;
    // A function's records are its parameters: what it reads of `this` it was given.
    if (body) walk(body, false);
  };

  function walk(node: Node, own: boolean) {
    switch (node.k) {
      case 'rec':
        if (own && node.s === 0) reads.own.add(everything);
        return;
      case 'field':
        if (node.r.k === 'rec') {
          if (own && node.r.s === 0) reads.own.add(propertyOf(node.f, node.t));
          return;
        }
        if (node.r.k === 'user') {
          reads.user = true;
          return;
        }
        if ('e' in node.r && node.r.e) reads.through.add(node.r.e);
        return walk(node.r, own);
      case 'old':
      case 'server':
        return;
      case 'changed':
        if (own) reads.own.add(propertyOf(node.f, node.of));
        return;
      case 'agg':
        reads.related.add(`${node.e}.${node.via}`);
        if (!(node.p.k === 'rec' && node.p.s === 0)) walk(node.p, own);
        if (node.w) walk(node.w, own);
        if (node.v) walk(node.v, own);
        return;
      case 'call':
        for (const argument of node.a) walk(argument, own);
        return;
      case 'fn':
        for (const argument of node.a) walk(argument, own);
        return bodyOf(node.f);
      case 'member':
      case 'not':
      case 'neg':
      case 'is':
      case 'conv':
        return walk(node.x, own);
      case 'in':
        walk(node.x, own);
        return walk(node.c, own);
      case 'bin':
        walk(node.l, own);
        return walk(node.r, own);
      case 'set':
        for (const item of node.i) walk(item, own);
        return;
      case 'text':
        for (const part of node.p) walk(part, own);
        return;
      case 'range':
        if (node.lo) walk(node.lo, own);
        if (node.hi) walk(node.hi, own);
        return;
      case 'if':
        walk(node.c, own);
        walk(node.a, own);
        return walk(node.b, own);
      case 'let':
        walk(node.x, own);
        return walk(node.b, own);
    }
  }

  for (const node of nodes) if (node) walk(node, true);
  return reads;
}
