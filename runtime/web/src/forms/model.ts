import type { ProblemDetail } from '../api/http.ts';
import { type FieldMeta, inLanguage, type Meta } from '../api/meta.ts';
import { fixedBy } from '../api/pending.ts';
import type { RecordData } from '../api/records.ts';
import { type Environment, normalise, RecordEvaluator, same, type Values, type Violation } from '../rules/index.ts';
import type { Problem } from './values/problem.ts';

/** All that a field's row shows; a new object only when something of it changed. */
export type FieldView = {
  value: unknown;
  /** Related records by field name, for what a lookup shows. */
  related: Record<string, unknown>;
  /** What stands there in place of a value: it could not be read as one. */
  typed?: string;
  shown: boolean;
  required: boolean;
  readonly: boolean;
  /** The approval that the record waits for and that fixes the field meanwhile. */
  fixed: string | null;
  problem: Problem | undefined;
  errors: string[];
  warnings: string[];
};

/** A field's row without its value. */
export type FieldFrame = Omit<FieldView, 'value' | 'related' | 'typed'>;

export const framesAlike = (a: FieldFrame, b: FieldFrame) =>
  a === b || (a.shown === b.shown && a.required === b.required && a.readonly === b.readonly && a.fixed === b.fixed && same(a.problem, b.problem) && same(a.errors, b.errors) && same(a.warnings, b.warnings));

export type Summary = { dirty: boolean; errors: { path: string; message: string | Problem }[]; version: number };

const UNSAID: Summary['errors'] = [];

let keys = 0;
const listOf = (fields: FieldMeta[], property: string) => fields.find((field) => field.property === property);

/** One record while it is edited: its rules, what was typed, what the server said. Fields subscribe to what concerns them. */
export class RecordModel {
  /** Stays with a row, whatever becomes of the record around it. */
  readonly key: string;
  readonly evaluator: RecordEvaluator;
  readonly rows = new Map<string, RecordModel[]>();
  /** Display records of lookups. */
  readonly related: Record<string, unknown>;
  private readonly problems = new Map<string, Problem>();
  private refusals: ProblemDetail[] = [];
  private readonly left = new Set<string>();
  private submitted = false;
  private readonly views = new Map<string, FieldView>();
  private readonly listeners = new Map<string, Set<() => void>>();
  private summaryView: Summary | null = null;
  private version = 0;
  private storedRows = new Map<string, string[]>();

  constructor(
    readonly environment: Environment,
    readonly entity: string,
    /** As the server has it, with the rows of its child lists; null: being created. */
    readonly stored: RecordData | null,
    given: Values = {},
    private readonly above: { model: RecordModel; list: FieldMeta } | null = null,
    key?: string,
  ) {
    this.key = key ?? (stored ? `row-${stored.id}` : `row-${++keys}`);
    const id = stored?.id ?? `new-${++keys}`;
    this.evaluator = new RecordEvaluator(environment, entity, id, stored, given, above && { record: above.model.evaluator, list: above.list });
    this.related = { ...stored };
    this.evaluator.listener = (changed) => this.changed(changed);
    for (const list of this.evaluator.program.childLists) {
      const rows = stored?.[list.property];
      if (stored && !Array.isArray(rows)) continue;
      this.storedRows.set(
        list.property,
        ((rows as RecordData[] | undefined) ?? []).map((row) => row.id),
      );
      this.rows.set(
        list.property,
        ((rows as RecordData[] | undefined) ?? []).map((row) => new RecordModel(environment, list.target!, row, {}, { model: this, list })),
      );
      this.tellRows(list);
    }
  }

  get meta(): Meta {
    return this.environment.meta;
  }
  get fields(): FieldMeta[] {
    return this.evaluator.program.entity.fields;
  }
  get values(): Values {
    return this.evaluator.values;
  }
  get isNew(): boolean {
    return this.stored === null;
  }
  get root(): RecordModel {
    return this.above?.model.root ?? this;
  }

  field(name: string): FieldMeta | undefined {
    return this.evaluator.program.fields.get(name) ?? this.evaluator.program.properties.get(name);
  }

  /** @param related The record that a lookup now names, so that it can be shown. */
  set(property: string, value: unknown, problem?: Problem, related?: unknown) {
    const field = listOf(this.fields, property);
    if (!field) return;
    if (related !== undefined) {
      this.related[field.name] = related;
      // Rules that read it need not ask for it.
      if (related && field.target) this.environment.supply(field.target, (related as RecordData).id, related as Values);
    }
    if (problem) this.problems.set(property, problem);
    else this.problems.delete(property);
    this.refusals = this.refusals.filter((one) => one.target !== property);
    this.evaluator.mark(property, problem !== undefined);
    const before = this.values[property];
    this.evaluator.set({ [property]: normalise(field, value) });
    if (same(before, this.values[property]) || problem) this.changed(new Set([property]));
  }

  /** Somebody left the field: from now on it may be told what is wrong with it. */
  leave(property: string) {
    if (this.left.has(property)) return;
    this.left.add(property);
    this.changed(new Set([property]));
  }

  addRow(list: FieldMeta, given: Values = {}, key?: string): RecordModel {
    const rows = this.rows.get(list.property) ?? [];
    const row = new RecordModel(this.environment, list.target!, null, given, { model: this, list }, key);
    this.rows.set(list.property, [...rows, row]);
    this.tellRows(list);
    return row;
  }

  removeRow(list: FieldMeta, row: RecordModel) {
    this.rows.set(
      list.property,
      (this.rows.get(list.property) ?? []).filter((one) => one !== row),
    );
    this.tellRows(list);
  }

  moveRow(list: FieldMeta, row: RecordModel, by: 1 | -1, order?: FieldMeta) {
    const rows = [...(this.rows.get(list.property) ?? [])];
    const at = rows.indexOf(row);
    if (at < 0 || !rows[at + by]) return;
    [rows[at], rows[at + by]] = [rows[at + by]!, rows[at]!];
    this.rows.set(list.property, rows);
    if (order) for (const [i, one] of rows.entries()) one.set(order.property, String(i + 1));
    this.tellRows(list);
  }

  private tellRows(list: FieldMeta) {
    this.evaluator.setRows(
      list,
      (this.rows.get(list.property) ?? []).map((row) => row.evaluator),
    );
    this.changed(new Set([list.property]));
  }

  isDirty(): boolean {
    const typed = Object.entries(this.evaluator.changes()).some(([property, value]) => !(property in this.begunWith) || !same(value, this.begunWith[property]));
    return this.problems.size > 0 || typed || [...this.rows.keys()].some((list) => this.rowsDiffer(list));
  }

  /** What a new record was begun with is nothing that somebody typed. */
  begunWith: Values = {};

  /** What was typed there and is no value of the field. */
  problemAt(property: string): Problem | undefined {
    return this.problems.get(property);
  }

  /** The fields that are no values now. */
  get unread(): string[] {
    return [...this.problems.keys()];
  }

  /** What was said to somebody who typed in another state of the record is said here too. */
  goOnFrom(old: RecordModel) {
    for (const property of old.left) this.left.add(property);
    if (old.submitted) this.submit();
  }

  private rowsDiffer(list: string): boolean {
    const rows = this.rows.get(list) ?? [];
    return (
      !same(
        rows.filter((row) => !row.isNew).map((row) => row.stored!.id),
        this.storedRows.get(list) ?? [],
      ) || rows.some((row) => row.isNew || row.isDirty())
    );
  }

  /** What is sent: only what changed. Rows go as a whole list; those that did not change, as their ids alone. */
  changes(): Values {
    const changes = this.evaluator.changes();
    for (const [list, rows] of this.rows) {
      if (!this.rowsDiffer(list)) continue;
      changes[list] = rows.map((row) => ({ ...(row.stored && { id: row.stored.id }), ...row.changes() }));
    }
    return changes;
  }

  /** What keeps it from being sent at all: texts that are no values, and rules that the server cannot see otherwise. */
  blockers(): { path: string; message: Problem | string }[] {
    const found: { path: string; message: Problem | string }[] = [...this.problems].map(([path, message]) => ({ path, message }));
    for (const violation of this.evaluator.violations())
      if (!violation.open && violation.code !== 'budget') for (const path of violation.fields.length > 0 ? violation.fields : ['']) if (!path.includes('/')) found.push({ path, message: violation.message });
    for (const [list, rows] of this.rows) for (const [at, row] of rows.entries()) found.push(...row.blockers().map((one) => ({ ...one, path: `${list}[${at}]/${one.path}` })));
    return found;
  }

  /** From now on everything that is wrong is said. */
  submit() {
    this.submitted = true;
    for (const rows of this.rows.values()) for (const row of rows) row.submit();
    this.changed(new Set([...this.fields.map((field) => field.property), '']));
  }

  /** What the server said no with, at its fields. */
  refuse(details: ProblemDetail[]) {
    this.submitted = true;
    this.refusals = details.filter((one) => !one.target?.includes('/'));
    for (const [list, rows] of this.rows) {
      rows.forEach((row, at) => {
        const prefix = `${list}[${at}]/`;
        row.refuse(details.filter((one) => one.target?.startsWith(prefix)).map((one) => ({ ...one, target: one.target!.slice(prefix.length) })));
      });
    }
    this.changed(new Set([...this.fields.map((field) => field.property), '']));
  }

  view(property: string): FieldView {
    let view = this.views.get(property);
    if (!view) {
      view = this.look(property);
      this.views.set(property, view);
    }
    return view;
  }

  private look(property: string): FieldView {
    const field = listOf(this.fields, property)!;
    const problem = this.problems.get(property);
    const said = this.submitted || (this.left.has(property) && this.evaluator.touched.has(property));
    const concerns = (violation: Violation) => violation.fields.includes(property);
    const errors = this.refusals.filter((one) => one.target === property).map((one) => one.message);
    const fixed = this.fixed(field);
    if (said && !problem) for (const violation of this.evaluator.violations().filter(concerns)) errors.push(violation.message);
    return {
      value: field.type === 'childList' ? this.rows.get(property) : this.values[property],
      related: this.related,
      typed: problem?.typed,
      shown: this.evaluator.isShown(field),
      required: this.evaluator.isRequired(field),
      readonly: fixed !== null || this.evaluator.isReadOnly(field),
      fixed,
      problem: this.submitted || this.left.has(property) ? problem : undefined,
      errors: [...new Set(errors)],
      warnings: this.evaluator
        .warnings()
        .filter(concerns)
        .map((violation) => violation.message),
    };
  }

  private fixed(field: FieldMeta): string | null {
    const label = fixedBy(this.evaluator.program.entity, this.stored, field.name);
    return label && inLanguage(label, this.environment.locale, this.meta);
  }

  summary = (): Summary => {
    this.summaryView ??= { dirty: this.isDirty(), errors: this.submitted ? this.errors() : UNSAID, version: this.version };
    return this.summaryView;
  };

  private errors(): Summary['errors'] {
    const found: Summary['errors'] = [];
    const add = (path: string, message: string | Problem) => {
      if (!found.some((one) => one.message === message && (one.path === path || path === ''))) found.push({ path, message });
    };
    for (const [path, problem] of this.problems) add(path, problem);
    for (const one of this.refusals) add(one.target ?? '', one.message);
    for (const one of this.evaluator.violations()) if (!one.open || this.refusals.length === 0) add(one.fields[0] ?? '', one.message);
    for (const [list, rows] of this.rows)
      for (const [at, row] of rows.entries()) {
        for (const [path, problem] of row.problems) add(`${list}[${at}]/${path}`, problem);
        for (const one of row.refusals) add(`${list}[${at}]/${one.target ?? ''}`, one.message);
      }
    return found;
  }

  subscribe(property: string, listener: () => void): () => void {
    let set = this.listeners.get(property);
    if (!set) {
      set = new Set();
      this.listeners.set(property, set);
    }
    set.add(listener);
    return () => set.delete(listener);
  }

  private changed(properties: ReadonlySet<string>) {
    this.version++;
    this.summaryView = null;
    const told = new Set(properties);
    for (const property of properties) {
      const before = this.views.get(property);
      this.views.delete(property);
      // What is shown the same need not be drawn again.
      if (before && property !== '' && listOf(this.fields, property)) {
        const now = this.look(property);
        const equal = before.value === now.value && before.typed === now.typed && framesAlike(before, now);
        this.views.set(property, equal && !properties.has('related') ? before : now);
        if (equal) told.delete(property);
      }
    }
    for (const property of told) for (const listener of this.listeners.get(property) ?? []) listener();
    for (const listener of this.listeners.get('*') ?? []) listener();
    if (this.above) this.above.model.rowChanged(this.above.list);
  }

  private rowChanged(list: FieldMeta) {
    // While the rows are being made, their parent does not know them yet.
    if (!this.rows.has(list.property) || !this.evaluator.rows.has(list.property)) return;
    this.version++;
    this.summaryView = null;
    this.evaluator.rowsChanged(list);
    for (const listener of this.listeners.get('*') ?? []) listener();
  }

  /** A lookup's record has come: it is shown, and rules may read it. */
  supply(entity: string, id: string, record: Record<string, unknown> | null) {
    this.environment.supply(entity, id, record);
    this.relate(entity, id, record);
    this.evaluator.supplied(entity);
  }

  private relate(entity: string, id: string, record: Record<string, unknown> | null) {
    for (const field of this.fields) {
      if (field.target !== entity || this.values[field.property] !== id || this.related[field.name] || !record) continue;
      this.related[field.name] = record;
      this.views.delete(field.property);
      for (const listener of this.listeners.get(field.property) ?? []) listener();
    }
    for (const rows of this.rows.values()) for (const row of rows) row.relate(entity, id, record);
  }

  /** Records that rules wait for. */
  missing(): { entity: string; id: string }[] {
    return [...this.evaluator.missing.values(), ...[...this.rows.values()].flat().flatMap((row) => row.missing())];
  }

  /** Whether rules wait for the server. */
  get needsServer(): boolean {
    return this.evaluator.beyond.size > 0;
  }
}
