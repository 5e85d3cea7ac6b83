import { dayOf, type EvaluationContext, type RecordValue, Zone } from '@lowcodecrm/rules';
import type { Meta } from '../api/meta.ts';
import { clientRules } from './program.ts';
import type { Values } from './values.ts';
import { type Words, wordsIn } from './words.ts';

/** What rules may know besides the record: the moment, the reader's language, and records read by lookups. */
export class Environment {
  readonly words: Words;
  /** The same for every record of a form but for what is the record's own. */
  readonly shared: Omit<EvaluationContext, 'load' | 'related' | 'isNew' | 'old' | 'now' | 'user'>;
  private readonly records = new Map<string, Values | null>();

  constructor(
    readonly meta: Meta,
    readonly locale: string,
    private readonly clock: () => number = Date.now,
  ) {
    const rules = clientRules(meta);
    const zone = rules.zone ? Zone.parse(rules.zone) : Zone.fixed(0);
    const timeZone = meta.user?.timeZone;
    this.words = wordsIn(locale);
    this.shared = {
      zone,
      userZone: timeZone && timeZone !== meta.timeZone ? Zone.fixed(offsetOf(timeZone, this.clock())) : zone,
      holidays: rules.calendar && { ...rules.calendar, days: new Set(rules.calendar.days.map((day) => dayOf(day)!)) },
      locale,
      roles: new Set(meta.user?.roles ?? []),
      functions: rules.functions ?? {},
    };
  }

  get now(): bigint {
    return BigInt(this.clock()) * 10_000n + 621_355_968_000_000_000n;
  }

  /** A record that a rule reads by a lookup, once it is known; null: this user may not see it. */
  supply(entity: string, id: string, values: Values | null) {
    this.records.set(`${entity}/${id}`, values);
  }

  isKnown(entity: string, id: string): boolean {
    return this.records.has(`${entity}/${id}`);
  }

  /** @throws Missing it has not come yet. @throws Beyond it will not come. */
  find(entity: string, id: string): RecordValue {
    const values = this.records.get(`${entity}/${id}`);
    if (values === undefined) throw new Missing(entity, id);
    if (values === null) throw new Beyond();
    return { id, entity, values };
  }
}

/** A rule reads a record that has not come yet. */
export class Missing extends Error {
  constructor(
    readonly entity: string,
    readonly id: string,
  ) {
    super(`${entity}/${id}`);
  }
}

/** A rule reads what only the server has. */
export class Beyond extends Error {}

function offsetOf(timeZone: string, at: number): number {
  try {
    const parts = new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' }).formatToParts(at);
    const n = (type: string) => Number(parts.find((part) => part.type === type)!.value);
    return Math.round((Date.UTC(n('year'), n('month') - 1, n('day'), n('hour'), n('minute'), n('second')) - at) / 1000);
  } catch {
    return 0;
  }
}
