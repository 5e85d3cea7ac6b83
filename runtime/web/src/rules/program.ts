import type { Node } from '@lowcodecrm/rules';
import type { EntityMeta, FieldMeta, Meta } from '../api/meta.ts';
import { type ClientRules, type DefaultRule, type EntityClientRules, noRules, type Process, type StateRule, type ValidationRule, type WarningRule } from './clientRules.ts';
import { type Reads, readsAll, readsOf } from './reads.ts';

/** A field that a rule fills. */
export type Derived = { name: string; rollup: boolean; field: FieldMeta; value: Node; reads: Reads };

/** What only tells: nothing depends on its outcome. */
export type Leaf = { reads: Reads /** The server may write, before it checks, what this reads. */; open: boolean } & (
  | { kind: 'validation'; rule: ValidationRule }
  | { kind: 'warning'; rule: WarningRule }
  | { kind: 'state'; rule: StateRule }
  | { kind: 'process'; rule: Process; field: FieldMeta }
);

/** The rules of an entity, ready to be run when what they read changes. */
export type Program = {
  meta: Meta;
  entity: EntityMeta;
  fields: Map<string, FieldMeta>;
  properties: Map<string, FieldMeta>;
  defaults: (DefaultRule & { property: string; reads: Reads })[];
  /** A field stands after those that it reads. */
  derived: Derived[];
  leaves: Leaf[];
  /** Read only by what is stored. */
  locks: StateRule[];
  processes: Process[];
  childLists: FieldMeta[];
  /** What the server may still write before it checks. */
  written: ReadonlySet<string>;
};

const programs = new WeakMap<Meta, Map<string, Program>>();

export const clientRules = (meta: Meta): ClientRules => meta.rules as ClientRules;

/** Made once for a version of the app. */
export function programOf(meta: Meta, entity: string): Program {
  let known = programs.get(meta);
  if (!known) {
    known = new Map();
    programs.set(meta, known);
  }
  let program = known.get(entity);
  if (!program) {
    program = build(meta, entity);
    known.set(entity, program);
  }
  return program;
}

function build(meta: Meta, name: string): Program {
  const entity = meta.entities.find((one) => one.name === name);
  if (!entity) throw new Error(`The app has no entity ${name}.`);
  const all = clientRules(meta);
  const rules: EntityClientRules = all.entities?.[name] ?? noRules;
  const fields = new Map(entity.fields.map((field) => [field.name, field]));
  const reads = (...nodes: (Node | undefined | null)[]) => readsOf(nodes, all.functions);
  const property = (field: string) => fields.get(field)?.property ?? field;
  const written = new Set((rules.beforeSave ?? []).map(property));
  const isOpen = (of: Reads) => written.size > 0 && (readsAll(of) || [...written].some((one) => of.own.has(one)));

  const leaf = <L extends Omit<Leaf, 'open'>>(one: L) => ({ ...one, open: isOpen(one.reads) }) as unknown as Leaf;
  const leaves: Leaf[] = [
    ...rules.states.filter((rule) => rule.kind !== 'readonly').map((rule) => leaf({ kind: 'state' as const, rule, reads: reads(rule.when) })),
    ...rules.validations.map((rule) => leaf({ kind: 'validation' as const, rule, reads: reads(rule.when, rule.require, ...Object.values(rule.message ?? {})) })),
    ...rules.warnings.map((rule) => leaf({ kind: 'warning' as const, rule, reads: reads(rule.when, ...Object.values(rule.message ?? {})) })),
    ...rules.processes.map((rule) => {
      const own = reads(...rule.transitions.flatMap((t) => t.guards.flatMap((g) => [g.require, ...Object.values(g.message ?? {})])));
      for (const one of [rule.field, ...rule.transitions.flatMap((t) => t.asks.map((ask) => ask.field))]) own.own.add(property(one));
      return leaf({ kind: 'process' as const, rule, field: fields.get(rule.field)!, reads: own });
    }),
  ];
  return {
    meta,
    entity,
    fields,
    properties: new Map(entity.fields.map((field) => [field.property, field])),
    defaults: rules.defaults.filter((rule) => fields.has(rule.field)).map((rule) => ({ ...rule, property: property(rule.field), reads: reads(rule.when, rule.value) })),
    derived: inOrder(
      [
        ...rules.rollups.map((rule) => ({ name: rule.name, rollup: true, field: fields.get(rule.field)!, value: rule.value, reads: reads(rule.value) })),
        ...rules.computed.map((rule) => ({ name: rule.name, rollup: false, field: fields.get(rule.field)!, value: rule.value, reads: reads(rule.value) })),
      ].filter((one) => one.field),
    ),
    leaves,
    locks: rules.states.filter((rule) => rule.kind === 'readonly'),
    processes: rules.processes,
    written,
    childLists: entity.fields.filter((field) => field.type === 'childList'),
  };
}

/** The server's order is one already, but for rollups, which stand in a list of their own. */
function inOrder(derived: Derived[]): Derived[] {
  const by = new Map(derived.map((one) => [one.field.property, one]));
  const ordered = new Set<Derived>();
  const visit = (one: Derived, above: Set<Derived>) => {
    if (ordered.has(one) || above.has(one)) return;
    const path = new Set(above).add(one);
    for (const property of one.reads.own) {
      const before = by.get(property);
      if (before) visit(before, path);
    }
    ordered.add(one);
  };
  for (const one of derived) visit(one, new Set());
  return [...ordered];
}
