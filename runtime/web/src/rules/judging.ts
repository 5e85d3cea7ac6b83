import { type EvaluationContext, evaluate, isTrue, type Node, type RecordValue } from '@lowcodecrm/rules';
import { type FieldMeta, inLanguage } from '../api/meta.ts';
import type { Transition } from './clientRules.ts';
import type { Environment } from './environment.ts';
import { formatMessage } from './messages.ts';
import type { Leaf, Program } from './program.ts';
import { same, type Values } from './values.ts';

/** One thing that keeps a record from being saved, or a remark on it. `open`: the server decides, for it may still write what the rule reads. */
export type Violation = { code: string; message: string; fields: string[]; rule?: string; open?: boolean };

export type Outcome = { holds: boolean; said: Violation[] };
export const nothing: Outcome = { holds: false, said: [] };

/** What is judged: a record as it is typed, and as it was. */
export type Judged = {
  readonly environment: Environment;
  readonly program: Program;
  readonly values: Values;
  readonly self: RecordValue;
  readonly old: RecordValue | null;
  readonly context: EvaluationContext;
  readonly unreadable: ReadonlySet<string>;
};

/** Says what a rule makes of a record: whether it holds, and in which words. */
export class Judge {
  constructor(private readonly of: Judged) {}

  label(field: FieldMeta): string {
    const { locale, meta } = this.of.environment;
    return inLanguage(field.label, locale, meta) || field.name;
  }

  /** The transition that a changed process field performs. */
  transition(): Transition | undefined {
    if (!this.of.old) return undefined;
    for (const process of this.of.program.processes) {
      const property = this.of.program.fields.get(process.field)?.property ?? process.field;
      const [from, to] = [this.of.old.values[property], this.of.values[property]];
      if (from === to) continue;
      const fitting = process.transitions.filter((one) => one.to === to && one.from.includes(from as string));
      if (fitting.length === 1) return fitting[0];
    }
    return undefined;
  }

  judge(leaf: Leaf): Outcome {
    const { rule } = leaf;
    const at = (names: string[]) => names.map((name) => this.of.program.fields.get(name)?.property ?? name);
    const open = leaf.open && { open: true };
    switch (leaf.kind) {
      case 'state':
        return { holds: this.test(leaf.rule.when), said: [] };
      case 'warning':
        return this.test(leaf.rule.when) ? { holds: true, said: [{ code: 'warning', message: this.say(leaf.rule), fields: at(leaf.rule.at), rule: rule.name }] } : nothing;
      case 'validation': {
        const fields = at(leaf.rule.at);
        if (!this.test(leaf.rule.when) || isTrue(evaluate(leaf.rule.require, this.of.self, this.of.context))) return nothing;
        if (fields.length > 0 && fields.every((one) => this.of.unreadable.has(one))) return nothing;
        return { holds: true, said: [{ code: 'rule', message: this.say(leaf.rule), fields, rule: rule.name, ...open }] };
      }
      case 'process':
        return this.judgeProcess(leaf, at);
    }
  }

  private judgeProcess(leaf: Leaf & { kind: 'process' }, at: (names: string[]) => string[]): Outcome {
    const { rule: process, field } = leaf;
    const { words } = this.of.environment;
    const [from, to] = [this.of.old?.values[field.property], this.of.values[field.property]];
    if (!this.of.old || same(from, to)) return nothing;
    const option = (value: unknown) => {
      const found = field.options?.find((one) => one.value === value);
      return found ? inLanguage(found.label, this.of.environment.locale, this.of.environment.meta) || found.value : words.none;
    };
    const fitting = process.transitions.filter((one) => one.to === to && one.from.includes(from as string));
    if (fitting.length !== 1) {
      const message = fitting.length === 0 ? words.noTransition(this.label(field), option(from), option(to)) : words.severalTransitions(fitting.map((one) => one.name));
      return { holds: true, said: [{ code: fitting.length === 0 ? 'no_transition' : 'several_transitions', message, fields: [field.property], rule: process.name }] };
    }
    const transition = fitting[0]!;
    const sets = new Set(at(transition.sets ?? []));
    const said: Violation[] = [];
    for (const ask of transition.asks) {
      const asked = this.of.program.fields.get(ask.field);
      if (ask.required && asked && (this.of.values[asked.property] ?? null) === null)
        said.push({ code: 'required', message: words.required(this.label(asked)), fields: [asked.property], rule: transition.name, ...((leaf.open || sets.has(asked.property)) && { open: true }) });
    }
    for (const guard of transition.guards) {
      if (isTrue(evaluate(guard.require, this.of.self, this.of.context))) continue;
      said.push({ code: 'guard', message: this.say(guard), fields: at(guard.reads), rule: guard.name, ...((leaf.open || at(guard.reads).some((one) => sets.has(one))) && { open: true }) });
    }
    return { holds: true, said };
  }

  private say(rule: { name: string; message?: Record<string, Node> }): string {
    return formatMessage(rule.message, this.of.self, this.of.context, this.of.environment.meta) || this.of.environment.words.notMet(rule.name);
  }

  private test = (when: Node | undefined | null) => !when || isTrue(evaluate(when, this.of.self, this.of.context));
}
