import { type EvaluationContext, evaluate, isTrue } from '@lowcodecrm/rules';
import type { RecordEvaluator } from './record.ts';
import { normalise, same, toField } from './values.ts';

/** What a new record begins with, where nobody wrote anything: all of it anew, in its order, for what one gave may be what another reads. */
export function giveDefaults(of: RecordEvaluator, context: EvaluationContext, guarded: <T>(work: () => T) => T | undefined, dirty: Set<string>) {
  const before = new Map<string, unknown>();
  const put = (property: string, value: unknown) => {
    if (of.touched.has(property)) return;
    if (!before.has(property)) before.set(property, of.values[property] ?? null);
    of.values[property] = value;
  };
  for (const field of of.program.entity.fields) if (field.default !== undefined) put(field.property, normalise(field, field.default));
  if (of.program.fields.get('owner')) put('owner_id', of.environment.meta.user?.id ?? null);
  for (const process of of.program.processes) {
    const initial = process.states.find((state) => state.initial);
    if (initial) put(of.program.fields.get(process.field)!.property, initial.value);
  }
  for (const rule of of.program.defaults) {
    if (of.touched.has(rule.property)) continue;
    const field = of.program.properties.get(rule.property)!;
    const value = guarded(() => (rule.when && !isTrue(evaluate(rule.when, of.self, context)) ? { none: true } : { value: toField(field, evaluate(rule.value, of.self, context), rule.value.t) }));
    if (value && 'value' in value) put(rule.property, value.value);
  }
  for (const [property, value] of before) if (!same(value, of.values[property])) dirty.add(property);
}
