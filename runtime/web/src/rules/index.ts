import type { Meta } from '../api/meta.ts';
import { Environment } from './environment.ts';
import type { Violation } from './judging.ts';
import { RecordEvaluator } from './record.ts';
import type { Values } from './values.ts';

export type { ClientRules, EntityClientRules, Process, Transition } from './clientRules.ts';
export { Environment } from './environment.ts';
export type { Violation } from './judging.ts';
export { clientRules, programOf } from './program.ts';
export { RecordEvaluator, type ServerEvaluation } from './record.ts';
export { isNumeric, normalise, same, type Values } from './values.ts';

export type Evaluation = {
  values: Values;
  show: Record<string, boolean>;
  required: Record<string, boolean>;
  readonly: Record<string, boolean>;
  warnings: Violation[];
  violations: Violation[];
  /** Whether rules wait for the server or for records that they read. */
  incomplete: boolean;
};

export type EvaluationParameters = { locale: string; clock?: () => number; environment?: Environment };

/**
 * What the rules of an entity say of a record: once, as `$evaluate` answers. Forms keep a `RecordEvaluator` instead, which runs only what a change concerns.
 * @param stored As the server has it; null: it is being created.
 * @param values As they are to be.
 * @param changed Properties that somebody gave; defaults keep off them.
 */
export function evaluateRecord(meta: Meta, entity: string, stored: Values | null, values: Values, changed: string[], parameters: EvaluationParameters): Evaluation {
  const environment = parameters.environment ?? new Environment(meta, parameters.locale, parameters.clock);
  const evaluator = new RecordEvaluator(environment, entity, String(stored?.id ?? 'new'), stored, Object.fromEntries(changed.map((property) => [property, values[property] ?? null])));
  const states = (of: (field: Meta['entities'][number]['fields'][number]) => boolean) => Object.fromEntries(evaluator.program.entity.fields.map((field) => [field.name, of(field)]));
  return {
    values: { ...evaluator.values },
    show: states((field) => evaluator.isShown(field)),
    required: states((field) => evaluator.isRequired(field)),
    readonly: states((field) => evaluator.isReadOnly(field)),
    warnings: evaluator.warnings(),
    violations: evaluator.violations(),
    incomplete: evaluator.beyond.size > 0 || evaluator.missing.size > 0,
  };
}
