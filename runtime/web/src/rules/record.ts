import { type EvaluationContext, evaluate, isTrue, type RecordValue } from '@lowcodecrm/rules';
import type { FieldMeta } from '../api/meta.ts';
import { contextOf, userEntity } from './around.ts';
import { giveDefaults } from './defaults.ts';
import type { Environment } from './environment.ts';
import { Guard } from './guard.ts';
import { Judge, nothing, type Outcome, type Violation } from './judging.ts';
import { type Derived, type Leaf, type Program, programOf } from './program.ts';
import { type Reads, readsAll } from './reads.ts';
import { normalise, same, toField, type Values } from './values.ts';

/** What `$evaluate` answers. */
export type ServerEvaluation = {
  values: Values;
  show: Record<string, boolean>;
  required: Record<string, boolean>;
  readonly: Record<string, boolean>;
  warnings: Violation[];
  violations: Violation[];
};

/** What made rules run: own properties, lookups' entities, related rows. */
type Cause = { own: Set<string>; through?: string; related?: string; all?: boolean; user?: boolean };

/** The rules of one record while it is edited: after each change it runs what depends on it, and nothing else. */
export class RecordEvaluator {
  readonly program: Program;
  readonly values: Values;
  readonly isNew: boolean;
  readonly rows = new Map<string, RecordEvaluator[]>();
  /** Given by somebody: defaults keep off them. */
  readonly touched = new Set<string>();
  /** Fields whose text could not be read as a value. */
  readonly unreadable = new Set<string>();
  /** Told after each run which properties changed; "" stands for what concerns the record. */
  listener: ((changed: ReadonlySet<string>) => void) | null = null;
  readonly self: RecordValue;
  /** As it was before anybody typed. */
  readonly old: RecordValue | null;
  readonly context: EvaluationContext;
  private readonly guard: Guard;
  private readonly judge: Judge;
  private readonly outcomes = new Map<Leaf, Outcome>();
  private readonly locked = new Set<string>();

  constructor(
    readonly environment: Environment,
    entity: string,
    readonly id: string,
    /** As the server has it; null: being created. */
    readonly stored: Values | null,
    given: Values = {},
    readonly parent: { record: RecordEvaluator; list: FieldMeta } | null = null,
  ) {
    this.program = programOf(environment.meta, entity);
    this.isNew = stored === null;
    this.values = { ...stored, id };
    for (const field of this.program.entity.fields) if (field.type !== 'childList') this.values[field.property] = normalise(field, this.values[field.property]);
    for (const [property, value] of Object.entries(given)) {
      this.values[property] = value;
      this.touched.add(property);
    }
    this.self = { id, entity, values: this.values };
    this.old = stored && { id, entity, values: { ...this.values } };
    this.context = contextOf(this);
    this.guard = new Guard(environment);
    this.judge = new Judge(this);
    for (const rule of this.program.locks) if (!this.isNew && this.guard.run(() => rule.when === undefined || isTrue(evaluate(rule.when, this.old, this.context)))) for (const name of rule.fields) this.locked.add(name);
    this.run({ own: new Set(), all: true });
  }

  get missing() {
    return this.guard.missing;
  }
  /** Rules that wait for the server. */
  get beyond() {
    return this.guard.beyond;
  }

  /** @returns the properties of which something changed: a value, or what is said of it. */
  set(changes: Values): Set<string> {
    const own = new Set<string>();
    for (const [property, value] of Object.entries(changes)) {
      this.touched.add(property);
      if (same(this.values[property], value)) continue;
      this.values[property] = value;
      own.add(property);
    }
    return this.spread(this.run({ own }), own);
  }

  /** Puts a field back to what it was before anybody typed in it. */
  reset(property: string): Set<string> {
    const changed = this.set({ [property]: this.old?.values[property] ?? null });
    this.touched.delete(property);
    return this.isNew ? new Set([...changed, ...this.run({ own: new Set([property]), all: true })]) : changed;
  }

  /** A text that is no value of its field is reported as that, not as missing. */
  mark(property: string, isUnreadable: boolean): Set<string> {
    if (this.unreadable.has(property) === isUnreadable) return new Set();
    if (isUnreadable) this.unreadable.add(property);
    else this.unreadable.delete(property);
    return this.run({ own: new Set([property]) }).add(property);
  }

  setRows(list: FieldMeta, rows: RecordEvaluator[]): Set<string> {
    this.rows.set(list.property, rows);
    return this.rowsChanged(list);
  }

  /** Rows count and sum into their parent, and may read it. */
  rowsChanged(list: FieldMeta): Set<string> {
    const changed = this.run({ own: new Set([list.property]), related: `${list.target}.${list.via}` });
    return this.spread(changed, changed).add(list.property);
  }

  /** Records that rules asked for have come. */
  supplied(entity: string): Set<string> {
    this.missing.clear();
    const changed = this.run({ own: new Set(), through: entity, user: entity === userEntity });
    for (const rows of this.rows.values()) for (const row of rows) for (const one of row.supplied(entity)) changed.add(one);
    return this.spread(changed, changed);
  }

  /** What the server says of the rules that only it can run. */
  merge(answer: ServerEvaluation): Set<string> {
    const changed = new Set<string>();
    for (const rule of this.beyond) {
      if ('field' in rule && !('kind' in rule)) {
        const value = normalise(rule.field, answer.values[rule.field.property]);
        if (!same(value, this.values[rule.field.property])) {
          this.values[rule.field.property] = value;
          changed.add(rule.field.property);
        }
      } else if ('kind' in rule) {
        const said = (from: Violation[], name: string) => from.filter((one) => one.rule === name).map((one) => ({ ...one, open: true }));
        const outcome: Outcome =
          rule.kind === 'state'
            ? { holds: rule.rule.fields.some((name) => answer[rule.rule.kind][name]), said: [] }
            : { holds: true, said: rule.kind === 'warning' ? said(answer.warnings, rule.rule.name) : rule.kind === 'validation' ? said(answer.violations, rule.rule.name) : [] };
        this.keep(rule, outcome, changed);
      }
    }
    if (changed.size > 0) for (const one of this.run({ own: new Set(changed) }, new Set(this.beyond))) changed.add(one);
    return changed;
  }

  isShown(field: FieldMeta): boolean {
    return this.state('show', field) ?? true;
  }
  isRequired(field: FieldMeta): boolean {
    return (field.required && field.origin === 'entered' && field.type !== 'autoNumber') || (this.state('required', field) ?? this.isAsked(field));
  }
  isReadOnly(field: FieldMeta): boolean {
    return (field.readonly && field.name !== 'owner') || this.locked.has(field.name);
  }

  /** What is wrong, the record's own first and then its rows'. */
  violations(): Violation[] {
    const found: Violation[] = [];
    for (const field of this.program.entity.fields) if (this.isMissing(field)) found.push(this.missingIn(field));
    for (const leaf of this.program.leaves)
      if (leaf.kind === 'validation' || leaf.kind === 'process')
        for (const one of this.outcomes.get(leaf)?.said ?? []) if (!found.some((other) => other.code === 'required' && one.code === 'required' && same(other.fields, one.fields))) found.push(one);
    for (const [list, rows] of this.rows) for (const [at, row] of rows.entries()) found.push(...row.violations().map((one) => ({ ...one, fields: one.fields.map((name) => `${list}[${at}]/${name}`) })));
    return found;
  }

  warnings(): Violation[] {
    return this.program.leaves.flatMap((leaf) => (leaf.kind === 'warning' ? (this.outcomes.get(leaf)?.said ?? []) : []));
  }

  /** Given values that differ from what is stored; rows as the API takes them. */
  changes(): Values {
    const changes: Values = {};
    for (const property of this.touched) {
      const field = this.program.properties.get(property);
      if (!field || field.type === 'childList' || this.isReadOnly(field)) continue;
      if (this.isNew || !same(this.values[property], this.old!.values[property])) changes[property] = this.values[property] ?? null;
    }
    return changes;
  }

  private missingIn(field: FieldMeta): Violation {
    const rule = field.required ? undefined : this.program.leaves.find((leaf) => leaf.kind === 'state' && leaf.rule.kind === 'required' && leaf.rule.fields.includes(field.name));
    const name = rule?.kind === 'state' ? rule.rule.name : undefined;
    return { code: 'required', message: this.environment.words.required(this.judge.label(field)), fields: [field.property], ...(name && { rule: name }), ...((rule?.open || this.isWritten(field)) && { open: true }) };
  }

  private isWritten(field: FieldMeta): boolean {
    return this.program.written.has(field.property) || (this.judge.transition()?.sets ?? []).includes(field.name);
  }

  private isMissing(field: FieldMeta): boolean {
    if (this.values[field.property] !== null && this.values[field.property] !== undefined) return false;
    if (field.type === 'childList' || field.type === 'manyToMany' || field.origin !== 'entered' || this.unreadable.has(field.property)) return false;
    if (this.parent && field.name === this.parent.list.via) return false;
    return field.required ? field.type !== 'autoNumber' : (this.state('required', field) ?? false);
  }

  /** Null: no rule says anything of it. */
  private state(kind: 'show' | 'required', field: FieldMeta): boolean | null {
    let found: boolean | null = null;
    for (const leaf of this.program.leaves) {
      if (leaf.kind !== 'state' || leaf.rule.kind !== kind || !leaf.rule.fields.includes(field.name)) continue;
      found = found === true || (this.outcomes.get(leaf)?.holds ?? false);
    }
    return found;
  }

  private isAsked(field: FieldMeta): boolean {
    return this.judge.transition()?.asks.some((ask) => ask.required && ask.field === field.name) ?? false;
  }

  private run(cause: Cause, except?: Set<Derived | Leaf>): Set<string> {
    const dirty = new Set(cause.own);
    if (this.isNew && this.program.defaults.some((rule) => this.hit(rule.reads, dirty, cause))) giveDefaults(this, this.context, (work) => this.guard.run(work), dirty);
    else if (this.isNew && cause.all) giveDefaults(this, this.context, (work) => this.guard.run(work), dirty);
    for (const derived of this.program.derived) {
      if (except?.has(derived) || !(this.hit(derived.reads, dirty, cause) || this.guard.waiting.has(derived))) continue;
      const { property } = derived.field;
      const value = this.guard.run(() => toField(derived.field, evaluate(derived.value, this.self, this.context), derived.value.t), derived);
      if (value !== undefined && !same(value, this.values[property])) {
        this.values[property] = value;
        dirty.add(property);
      }
    }
    const changed = new Set(dirty);
    for (const leaf of this.program.leaves) {
      if (except?.has(leaf) || !(this.hit(leaf.reads, dirty, cause) || this.guard.waiting.has(leaf))) continue;
      const outcome = this.guard.run(() => this.judge.judge(leaf), leaf);
      if (outcome) this.keep(leaf, outcome, changed);
    }
    if (changed.size > 0) this.listener?.(changed);
    return changed;
  }

  private hit(reads: Reads, dirty: Set<string>, cause: Cause): boolean {
    if (cause.all || (cause.through && reads.through.has(cause.through)) || (cause.related && reads.related.has(cause.related)) || (cause.user && reads.user)) return true;
    if (dirty.size === 0) return false;
    if (readsAll(reads)) return true;
    for (const one of dirty) if (reads.own.has(one)) return true;
    return false;
  }

  private keep(leaf: Leaf, outcome: Outcome, changed: Set<string>) {
    const before = this.outcomes.get(leaf) ?? nothing;
    if (before.holds === outcome.holds && same(before.said, outcome.said)) return;
    this.outcomes.set(leaf, outcome);
    if (leaf.kind === 'state') for (const name of leaf.rule.fields) changed.add(this.program.fields.get(name)?.property ?? name);
    for (const one of [...before.said, ...outcome.said]) for (const property of one.fields) changed.add(property);
    changed.add('');
  }

  /** Rows read their parent, and a parent its rows: on until nothing changes. */
  private spread(changed: Set<string>, own: Set<string>): Set<string> {
    if (own.size === 0 && changed.size === 0) return changed;
    const { name } = this.program.entity;
    for (const [property, rows] of this.rows) {
      let moved = false;
      for (const row of rows) for (const one of row.run({ own: new Set(), through: name })) if (one) moved = true;
      if (!moved) continue;
      const list = this.program.properties.get(property)!;
      for (const one of this.run({ own: new Set(), related: `${list.target}.${list.via}` })) changed.add(one);
      changed.add(property);
    }
    return changed;
  }
}
