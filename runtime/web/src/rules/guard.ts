import { BudgetError, RuleError } from '@lowcodecrm/rules';
import { type Environment, Missing } from './environment.ts';
import type { Derived, Leaf } from './program.ts';

/** Runs rules, and keeps which of them wait: for records that have not come, or for the server. */
export class Guard {
  /** What is read and not known yet. */
  readonly missing = new Map<string, Missing>();
  /** Rules that wait for the server. */
  readonly beyond = new Set<Derived | Leaf>();
  readonly waiting = new Set<Derived | Leaf>();

  constructor(private readonly environment: Environment) {}

  /** Undefined where the answer is not to be had here, or not yet: then what was known last stands. */
  run<T>(work: () => T, of?: Derived | Leaf): T | undefined {
    if (of) {
      this.waiting.delete(of);
      this.beyond.delete(of);
    }
    try {
      return work();
    } catch (error) {
      if (error instanceof Missing) {
        this.missing.set(error.message, error);
        if (of) this.waiting.add(of);
        return undefined;
      }
      if (error instanceof RuleError || error instanceof BudgetError) {
        if (of && 'kind' in of && of.kind !== 'state') {
          const why = error instanceof RuleError ? (this.environment.locale.startsWith('ja') ? error.ja : error.en) : error.message;
          return { holds: true, said: [{ code: error instanceof RuleError ? error.id : 'budget', message: this.environment.words.failed(of.rule.name, why), fields: [], rule: of.rule.name }] } as T;
        }
        return undefined;
      }
      // What the browser has no function or no data for.
      if (of && !('rollup' in of && of.rollup)) this.beyond.add(of);
      return undefined;
    }
  }
}
