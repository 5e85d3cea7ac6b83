import type { Decimal } from './decimal.js';
import type { AggregateKind, BinaryOperator, FunctionName, Kind } from './generated/language.js';

export type { BinaryOperator, Kind } from './generated/language.js';

/** A reference to a record, with its values where they are at hand. */
export interface RecordValue { id: string | null; entity: string; values: Record<string, unknown> }

/**
 * int: bigint; decimal-likes: Decimal; text, choice: string; date: day number; time, datetime, duration: ticks as bigint; period: months;
 * set, list: string[]; empty: null.
 */
export type Value = null | boolean | bigint | number | string | Decimal | string[] | RecordValue | Record<string, string | null>;

/**
 * A node of the tree that the server sends; `t` is the kind of its value. A node `server` stands for what only the server has (consents, messages): a
 * rule that holds one is marked `"server": true`, and its outcome is that of `$evaluate`.
 */
export type Node =
  | { k: 'lit'; t: Kind; v: unknown }
  | { k: 'rec'; t: 'record'; s: number }
  | { k: 'user'; t: 'record' }
  | { k: 'field'; t: Kind; r: Node; f: string; e?: string; type?: string }
  | { k: 'old'; t: Kind; f: string; e?: string }
  | { k: 'changed'; t: 'bool'; f: string; of: Kind }
  | { k: 'member'; t: Kind; x: Node; m: string }
  | { k: 'var'; t: Kind; v: number }
  | { k: 'not' | 'neg'; t: Kind; x: Node }
  | { k: 'bin'; t: Kind; op: BinaryOperator; l: Node; r: Node }
  | { k: 'is'; t: 'bool'; x: Node; no?: true }
  | { k: 'in'; t: 'bool'; x: Node; c: Node; no?: true }
  | { k: 'set'; t: 'set' | 'list'; i: Node[] }
  | { k: 'range'; t: 'range'; lo?: Node; loIn: boolean; hi?: Node; hiIn: boolean }
  | { k: 'if'; t: Kind; c: Node; a: Node; b: Node }
  | { k: 'let'; t: Kind; v: number; x: Node; b: Node }
  | { k: 'call'; t: Kind; f: FunctionName; a: Node[]; labels?: Record<string, Record<string, string>>; pattern?: unknown }
  | { k: 'server'; t: Kind; f: string }
  | { k: 'fn'; t: Kind; f: string; a: Node[] }
  | { k: 'conv'; t: Kind; x: Node; items?: true }
  | { k: 'text'; t: 'text'; p: Node[] }
  | { k: 'agg'; t: Kind; a: AggregateKind; e: string; via: string; p: Node; s: number; w?: Node; v?: Node; link?: true };

/** A function of the package. A record parameter binds a record symbol, another a variable. */
export interface FunctionBody { params: { record?: number; variable?: number }[]; body: Node }

/** What evaluating may know besides the record. */
export interface EvaluationContext {
  /** Ticks, UTC. */
  now: bigint;
  zone: import('./zone.js').Zone;
  userZone: import('./zone.js').Zone;
  holidays: import('./calendar.js').Holidays | null;
  locale: string;
  user: RecordValue | null;
  roles: ReadonlySet<string>;
  functions: Record<string, FunctionBody>;
  /** A record at hand, or null. */
  load(entity: string, id: string): RecordValue | null;
  /** Related records as last known, with local changes. */
  related(entity: string, lookup: string, parentId: string): RecordValue[];
  isNew: boolean;
  old: RecordValue | null;
}
