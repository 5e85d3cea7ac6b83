import * as conv from './convert.js';
import { Decimal } from './decimal.js';
import { callFunction } from './functions.js';
import { BudgetError, ServerOnlyError } from './errors.js';
import { compareText, checked } from './text.js';
import { add, divide, mod, multiply, negate, subtract } from './arithmetic.js';
import type { EvaluationContext, Kind, Node, RecordValue, Value } from './model.js';

/** What names mean while a tree is evaluated. Symbols are numbers that the server gave; record 0 is `this`. */
interface Frame { context: EvaluationContext; records: Map<number, RecordValue | null>; variables: Map<number, Value>; fuel: { left: number } }

export function evaluate(node: Node, self: RecordValue | null, context: EvaluationContext): Value {
  return run(node, { context, records: new Map([[0, self]]), variables: new Map(), fuel: { left: 1_000_000 } });
}

/** What conditions demand: unknown is not true. */
export const isTrue = (value: Value): boolean => value === true;

/** Evaluates with variables in place of a record (expressions outside any app). */
export function evaluateWith(node: Node, variables: Map<number, Value>, context: EvaluationContext): Value {
  return run(node, { context, records: new Map(), variables, fuel: { left: 1_000_000 } });
}

function run(node: Node, frame: Frame): Value {
  switch (node.k) {
    case 'lit': return fromJson(node.v, node.t);
    case 'rec': return frame.records.get(node.s) ?? null;
    case 'user': return frame.context.user;
    case 'var': return frame.variables.get(node.v) ?? null;
    case 'field': return field(run(node.r, frame) as RecordValue | null, node.f, node.t, node.e, frame);
    case 'old': return field(frame.context.old, node.f, node.t, node.e, frame);
    case 'changed': {
      const self = frame.records.get(0) ?? null;
      return !equal(field(self, node.f, node.of, undefined, frame), field(frame.context.old, node.f, node.of, undefined, frame));
    }
    case 'member': {
      const target = run(node.x, frame) as Record<string, unknown> | null;
      return target === null ? null : fromJson(target[node.m] ?? null, node.t);
    }
    case 'not': { const x = run(node.x, frame); return x === null ? null : !x; }
    case 'neg': { const x = run(node.x, frame); return x === null ? null : negate(x, node.t); }
    case 'bin': return binary(node, frame);
    case 'is': return (run(node.x, frame) !== null) !== (node.no === true);
    case 'in': { const found = membership(run(node.x, frame), node.x.t, node.c, frame); return found === null ? null : found !== (node.no === true); }
    case 'set': return node.t === 'list' ? node.i.map((item) => run(item, frame)).filter((item) => item !== null) as string[] : distinct(node.i.map((item) => run(item, frame)));
    case 'if': return run(node.c, frame) === true ? run(node.a, frame) : run(node.b, frame);
    case 'let': return run(node.b, { ...frame, variables: new Map(frame.variables).set(node.v, run(node.x, frame)) });
    case 'conv': {
      const value = run(node.x, frame);
      return node.items && Array.isArray(value) ? distinct(value.map((item) => convert(item as Value, 'int', 'decimal'))) : convert(value, node.x.t, node.t);
    }
    case 'text': return checked(node.p.map((part) => conv.textOf(run(part, frame), part.t) ?? '').join(''));
    case 'call': spend(frame, 1); return callFunction(node, node.a.map((argument) => run(argument, frame)), frame.context);
    case 'server': throw new ServerOnlyError(node.f);
    case 'fn': return callPackageFunction(node, frame);
    case 'agg': return aggregate(node, frame);
    case 'range': throw new Error('A range has no value of its own.');
  }
}

function spend(frame: Frame, units: number): void {
  if ((frame.fuel.left -= units) < 0) throw new BudgetError('fuel');
}

function binary(node: Node & { k: 'bin' }, frame: Frame): Value {
  const { op } = node;
  const l = run(node.l, frame);
  switch (op) {
    case 'coalesce': return l ?? run(node.r, frame);
    case 'and': { if (l === false) return false; const r = run(node.r, frame); return r === false ? false : l === null || r === null ? null : true; }
    case 'or': { if (l === true) return true; const r = run(node.r, frame); return r === true ? true : l === null || r === null ? null : false; }
  }
  const r = run(node.r, frame);
  switch (op) {
    case 'equal': return same(l, r, node.l.t);
    case 'notequal': return !same(l, r, node.l.t);
    case 'concat': return checked((conv.textOf(l, node.l.t) ?? '') + (conv.textOf(r, node.r.t) ?? ''));
  }
  if (l === null || r === null) return null;
  switch (op) {
    case 'less': return compare(l, r) < 0;
    case 'lessorequal': return compare(l, r) <= 0;
    case 'greater': return compare(l, r) > 0;
    case 'greaterorequal': return compare(l, r) >= 0;
    case 'add': return add(l, node.l.t, r, node.r.t, frame.context);
    case 'subtract': return subtract(l, node.l.t, r, node.r.t, frame.context);
    case 'multiply': return multiply(l, node.l.t, r, node.r.t);
    case 'divide': return divide(l, node.l.t, r, node.r.t);
    case 'mod': return mod(l, r);
  }
  throw new Error(`Unknown operator ${op}.`);
}

/** A set: no empty items, each once. */
function distinct(items: Value[]): string[] {
  const kept: Value[] = [];
  for (const item of items) if (item !== null && !kept.some((other) => equal(other, item))) kept.push(item);
  return kept as string[];
}

/** As `equal`, but that a list is compared in its order. */
const same = (a: Value, b: Value, kind: Kind): boolean => kind === 'list' && Array.isArray(a) && Array.isArray(b)
  ? a.length === b.length && a.every((item, i) => equal(item as Value, b[i] as Value))
  : equal(a, b);

/** Null-safe equality; of sets without regard to order. */
export function equal(a: Value, b: Value): boolean {
  if (a === null || b === null) return a === b;
  if (a instanceof Decimal && b instanceof Decimal) return a.compare(b) === 0;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item) => b.some((other) => equal(item as Value, other as Value)));
  if (isRecord(a) && isRecord(b)) return a.id === b.id;
  if (typeof a === 'object' && typeof b === 'object') return JSON.stringify(a) === JSON.stringify(b);
  return a === b;
}

export function compare(a: Value, b: Value): number {
  if (a instanceof Decimal && b instanceof Decimal) return a.compare(b);
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  return (a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0;
}

const isRecord = (value: unknown): value is RecordValue => typeof value === 'object' && value !== null && 'entity' in value && 'values' in value;

function membership(item: Value, kind: Kind, container: Node, frame: Frame): boolean | null {
  if (container.k === 'set') return container.i.some((candidate) => equal(item, convert(run(candidate, frame), candidate.t, kind)));
  if (container.k !== 'range') {
    const set = run(container, frame) as Value[] | null;
    return item !== null && set !== null && set.some((candidate) => equal(item, candidate));
  }
  // Both bounds are evaluated whatever the item; whatever is empty makes the answer empty.
  const low = container.lo ? run(container.lo, frame) : item;
  const high = container.hi ? run(container.hi, frame) : item;
  if (item === null || low === null || high === null) return null;
  return (!container.lo || within(compare(item, low), container.loIn)) && (!container.hi || within(compare(high, item), container.hiIn));
}

const within = (order: number, included: boolean) => order > 0 || (included && order === 0);

/** int → decimal-like is the only conversion that changes how a value is held. */
function convert(value: Value, from: Kind, to: Kind): Value {
  return value !== null && from === 'int' && (to === 'decimal' || to === 'money' || to === 'percent') ? Decimal.of(value as bigint) : value;
}

function field(record: RecordValue | null, name: string, kind: Kind, entity: string | undefined, frame: Frame): Value {
  if (record === null) return null;
  if (kind !== 'record') return fromJson(record.values[name] ?? null, kind);
  const id = record.values[`${name}_id`] ?? null;
  if (id === null) return null;
  return frame.context.load(entity!, id as string) ?? { id: id as string, entity: entity!, values: { id } };
}

/** A value as the API writes it, in the evaluator's form. A JSON number has come through a parser that kept its text, or is a safe number. */
export function fromJson(value: unknown, kind: Kind): Value {
  if (value === null || value === undefined || value === '') return value === '' && kind === 'text' ? '' : null;
  switch (kind) {
    case 'int': return BigInt(value as string | number);
    case 'decimal':
    case 'money':
    case 'percent': return value instanceof Decimal ? value : Decimal.parse(String(value));
    case 'date': return typeof value === 'number' ? value : conv.readDate(value as string);
    case 'time': return typeof value === 'bigint' ? value : conv.readTime(value as string);
    case 'datetime': return typeof value === 'bigint' ? value : conv.readDatetime(value as string);
    case 'duration': return typeof value === 'bigint' ? value : conv.readDuration(value as string);
    case 'period': return typeof value === 'number' ? value : conv.readPeriod(value as string);
    default: return value as Value;
  }
}

function callPackageFunction(node: Node & { k: 'fn' }, frame: Frame): Value {
  spend(frame, 1);
  const declared = frame.context.functions[node.f]!;
  const records = new Map<number, RecordValue | null>();
  const variables = new Map<number, Value>();
  declared.params.forEach((parameter, i) => {
    const value = run(node.a[i]!, frame);
    if (parameter.record !== undefined) records.set(parameter.record, value as RecordValue | null);
    else variables.set(parameter.variable!, value);
  });
  return run(declared.body, { ...frame, records, variables });
}

function aggregate(node: Node & { k: 'agg' }, frame: Frame): Value {
  const parent = run(node.p, frame) as RecordValue | null;
  const rows = node.link ? linked(parent, node, frame) : parent?.id ? frame.context.related(node.e, node.via, parent.id) : [];
  const values: Value[] = [];
  let count = 0n;
  for (const row of rows) {
    spend(frame, 1);
    const inner = { ...frame, records: new Map(frame.records).set(node.s, row) };
    if (node.w && run(node.w, inner) !== true) continue;
    count++;
    if (node.v) values.push(run(node.v, inner));
  }
  const known = values.filter((value) => value !== null);
  const kind = node.v?.t ?? 'int';
  switch (node.a) {
    case 'any': return count > 0n;
    case 'all': return values.every((value) => value === true);
    case 'count': return count;
    case 'sum': return known.reduce((sum, value) => add(sum, kind, value, kind, frame.context), zero(kind));
    case 'average': {
      if (known.length === 0) return null;
      const sum = known.reduce((total, value) => add(total, kind, value, kind, frame.context), zero(kind));
      return divide(sum, kind, kind === 'duration' ? Decimal.of(known.length) : kind === 'int' ? BigInt(known.length) : Decimal.of(known.length), kind === 'int' ? 'int' : 'decimal');
    }
    case 'min': return known.reduce<Value>((least, value) => (least === null || compare(value, least) < 0 ? value : least), null);
    case 'max': return known.reduce<Value>((most, value) => (most === null || compare(value, most) > 0 ? value : most), null);
  }
}

/** A many-to-many field holds the ids of its records. */
function linked(parent: RecordValue | null, node: Node & { k: 'agg' }, frame: Frame): RecordValue[] {
  const ids = (parent?.values[node.via] ?? []) as string[];
  return ids.map((id) => frame.context.load(node.e, id)).filter((row) => row !== null);
}

const zero = (kind: Kind): Value => (kind === 'int' || kind === 'duration' ? 0n : kind === 'period' ? 0 : Decimal.zero);
