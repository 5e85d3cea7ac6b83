import { useMemo } from 'react';
import type { EntityMeta, Meta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { today } from '../../i18n/formats.ts';
import { useApp } from '../../shell/app.ts';

const NONE: ReadonlySet<string> = new Set();

/** The parts of a rule's tree that are looked at here; the rest stays as the server wrote it. */
type Tree = { k?: string; op?: string; l?: Tree; r?: Tree; x?: Tree; f?: string; v?: unknown; t?: string; items?: Tree[]; no?: boolean; [other: string]: unknown };
type Late = { field: string; open: { property: string; values: Set<string>; negated: boolean } | null };

/**
 * Dates that the app's own rules call late: a warning, or a computed yes or no, of the kind `close_on < today()`, beside a choice of the states in which it still matters.
 */
export function useLate(entity: EntityMeta) {
  const { meta, timeZone } = useApp();
  return useMemo(() => {
    const rules = lateRules(meta, entity.name);
    const now = today(timeZone);
    // Rows are drawn anew only when what is said of them is.
    const known = new WeakMap<RecordData, ReadonlySet<string>>();
    return {
      needs: rules.flatMap((rule) => (rule.open ? [rule.open.property] : [])),
      of: (record: RecordData): ReadonlySet<string> => {
        const before = known.get(record);
        if (before) return before;
        const found = rules.filter((rule) => {
          const value = record[rule.field];
          if (typeof value !== 'string' || value.slice(0, 10) >= now) return false;
          return !rule.open || rule.open.values.has(String(record[rule.open.property])) !== rule.open.negated;
        });
        const late = found.length > 0 ? new Set(found.map((rule) => rule.field)) : NONE;
        known.set(record, late);
        return late;
      },
    };
  }, [meta, entity, timeZone]);
}

function lateRules(meta: Meta, entity: string): Late[] {
  const rules = (meta.rules as { entities?: Record<string, { warnings?: { when: Tree }[]; computed?: { value: Tree }[] }> } | undefined)?.entities?.[entity];
  const trees = [...(rules?.warnings ?? []).map((one) => one.when), ...(rules?.computed ?? []).map((one) => one.value)];
  const found: Late[] = [];
  for (const tree of trees) {
    const parts = conjuncts(tree);
    const late = parts.find((part) => part.k === 'bin' && part.op === 'less' && part.l?.k === 'field' && part.r?.k === 'call' && part.r.f === 'today');
    const rest = parts.filter((part) => part !== late);
    const field = late?.l?.f;
    if (!field || rest.length > 1 || found.some((one) => one.field === field)) continue;
    const open = rest[0] ? chosen(rest[0]) : null;
    if (open !== undefined) found.push({ field, open });
  }
  return found;
}

const conjuncts = (tree: Tree): Tree[] => (tree.k === 'bin' && tree.op === 'and' && tree.l && tree.r ? [...conjuncts(tree.l), ...conjuncts(tree.r)] : [tree]);

/** `stage in {…}`, `status = planned`; undefined where it is something else. */
function chosen(tree: Tree): Late['open'] | undefined {
  if (tree.k === 'bin' && (tree.op === 'equal' || tree.op === 'notEqual') && tree.l?.k === 'field' && tree.r?.k === 'lit')
    return { property: tree.l.f!, values: new Set([String(tree.r.v)]), negated: tree.op === 'notEqual' };
  if (tree.k !== 'in' || tree.x?.k !== 'field') return undefined;
  const values = new Set<string>();
  const gather = (node: unknown) => {
    if (Array.isArray(node)) node.forEach(gather);
    else if (typeof node === 'object' && node !== null) {
      const one = node as Tree;
      if (one.k === 'lit') values.add(String(one.v));
      else for (const [name, inner] of Object.entries(one)) if (name !== 'x') gather(inner);
    }
  };
  gather(tree);
  return { property: tree.x.f!, values, negated: tree.no === true };
}
