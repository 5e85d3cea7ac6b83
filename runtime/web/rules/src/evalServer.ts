import { createInterface } from 'node:readline';
import { readDate, readDatetime, textOf } from './convert.js';
import { BudgetError, RuleError } from './errors.js';
import { evaluateWith, fromJson } from './evaluate.js';
import { Zone } from './zone.js';
import type { EvaluationContext, Kind, Node, Value } from './model.js';

// `crm eval --backend client`: a line of context first, then one expression a line; one answer a line, in order.

interface Setup { now: string; zone: string; userZone: string; calendar: { name: string; firstYear: number; lastYear: number; days: string[] } | null; locale: string }
/** `element` is the kind of the items of a set or list. */
interface Request { node: Node; element: Kind | null; vars: [symbol: number, kind: Kind, value: unknown, element: Kind | null][] }

function contextOf(setup: Setup): EvaluationContext {
  return {
    now: readDatetime(setup.now)!, zone: Zone.parse(setup.zone), userZone: Zone.parse(setup.userZone), locale: setup.locale,
    holidays: setup.calendar && { ...setup.calendar, days: new Set(setup.calendar.days.map((day) => readDate(day)!)) },
    user: null, roles: new Set(), functions: {}, load: () => null, related: () => [], isNew: false, old: null,
  };
}

function answer(line: string, context: EvaluationContext): unknown {
  try {
    const { node, element, vars } = JSON.parse(line) as Request;
    const variables = new Map<number, Value>(vars.map(([symbol, kind, value, item]) => [symbol, read(value, kind, item)]));
    return { value: toJson(evaluateWith(node, variables, context), node.t, element) };
  } catch (error) {
    if (error instanceof RuleError) return { error: { id: error.id, en: error.en, ja: error.ja } };
    if (error instanceof BudgetError) return { budget: error.budget };
    return { failure: String(error instanceof Error ? error.stack : error) };
  }
}

const read = (value: unknown, kind: Kind, element: Kind | null): Value =>
  Array.isArray(value) && element ? (value.map((item) => fromJson(item, element)) as string[]) : fromJson(value, kind);

function toJson(value: Value, kind: Kind, element: Kind | null): unknown {
  if (Array.isArray(value)) return value.map((item) => toJson(item as Value, element ?? 'text', null));
  return value === null || typeof value === 'boolean' ? value : textOf(value, kind);
}

let context: EvaluationContext | null = null;
for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  if (context === null) context = contextOf(JSON.parse(line) as Setup);
  else process.stdout.write(`${JSON.stringify(answer(line, context))}\n`);
}
