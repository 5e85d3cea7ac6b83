import * as cal from './calendar.js';
import { Decimal } from './decimal.js';
import { overflow } from './errors.js';
import type { EvaluationContext, Kind, Value } from './model.js';

// Operators over values that are set; the caller has dealt with empty ones.

export function int(n: bigint): bigint {
  if (n < -(1n << 63n) || n >= 1n << 63n) throw overflow();
  return n;
}

const isDecimal = (kind: Kind) => kind === 'decimal' || kind === 'money' || kind === 'percent';

export function negate(x: Value, kind: Kind): Value {
  if (x instanceof Decimal) return x.negate();
  if (kind === 'period') return cal.periodRange(-BigInt(x as number));
  return kind === 'duration' ? cal.durationRange(-(x as bigint)) : int(-(x as bigint));
}

export function add(l: Value, lk: Kind, r: Value, rk: Kind, context: EvaluationContext): Value {
  if (l instanceof Decimal) return l.add(r as Decimal);
  if ((lk === 'duration' || lk === 'period') && rk !== lk) return add(r, rk, l, lk, context);
  switch (lk) {
    case 'int': return int((l as bigint) + (r as bigint));
    case 'date': return rk === 'period' ? cal.addMonths(l as number, r as number) : cal.addDays(l as number, cal.wholeDays(r as bigint));
    case 'datetime': return rk === 'period' ? addMonths(l as bigint, r as number, context) : cal.toUtcRange((l as bigint) + (r as bigint));
    case 'time': return (((l as bigint) + (r as bigint)) % cal.ticksPerDay + cal.ticksPerDay) % cal.ticksPerDay;
    case 'duration': return cal.durationRange((l as bigint) + (r as bigint));
    case 'period': return cal.periodRange(BigInt(l as number) + BigInt(r as number));
  }
  throw new Error(`${lk} + ${rk}`);
}

export function subtract(l: Value, lk: Kind, r: Value, rk: Kind, context: EvaluationContext): Value {
  if (l instanceof Decimal) return l.subtract(r as Decimal);
  switch (lk) {
    case 'int': return int((l as bigint) - (r as bigint));
    case 'date':
      if (rk === 'date') return BigInt((l as number) - (r as number)) * cal.ticksPerDay;
      return rk === 'period' ? cal.addMonths(l as number, -(r as number)) : cal.addDays(l as number, -cal.wholeDays(r as bigint));
    case 'datetime':
      if (rk === 'datetime') return (l as bigint) - (r as bigint);
      return rk === 'period' ? addMonths(l as bigint, -(r as number), context) : cal.toUtcRange((l as bigint) - (r as bigint));
    case 'time':
      if (rk === 'time') return (l as bigint) - (r as bigint);
      return (((l as bigint) - (r as bigint)) % cal.ticksPerDay + cal.ticksPerDay) % cal.ticksPerDay;
    case 'duration': return cal.durationRange((l as bigint) - (r as bigint));
    case 'period': return cal.periodRange(BigInt(l as number) - BigInt(r as number));
  }
  throw new Error(`${lk} - ${rk}`);
}

export function multiply(l: Value, lk: Kind, r: Value, rk: Kind): Value {
  if (l instanceof Decimal && r instanceof Decimal) return l.multiply(r);
  if (lk === 'int' && rk === 'int') return int((l as bigint) * (r as bigint));
  if (lk !== 'duration' && lk !== 'period') return multiply(r, rk, l, lk);
  const whole = BigInt(l as bigint | number);
  if (!(r instanceof Decimal)) return lk === 'duration' ? cal.durationRange(whole * (r as bigint)) : cal.periodRange(whole * (r as bigint));
  return lk === 'duration' ? cal.durationRange(r.scaled(whole)) : cal.periodRange(r.scaledDown(whole));
}

/** Always decimal but for durations and periods; null when dividing by zero. */
export function divide(l: Value, lk: Kind, r: Value, rk: Kind): Value {
  if (lk === 'duration' || lk === 'period') {
    if (rk === lk) return Decimal.of(BigInt(l as bigint)).divide(Decimal.of(BigInt(r as bigint)));
    const by = r instanceof Decimal ? r : Decimal.of(r as bigint);
    if (by.isZero) return null;
    return lk === 'duration' ? cal.durationRange(by.divided(l as bigint)) : cal.periodRange(by.dividedDown(BigInt(l as number)));
  }
  return decimal(l, lk).divide(decimal(r, rk));
}

const decimal = (x: Value, kind: Kind) => (isDecimal(kind) ? (x as Decimal) : Decimal.of(x as bigint));

/** Floored: the sign of the divisor; null for mod by zero. */
export function mod(l: Value, r: Value): Value {
  if (l instanceof Decimal) return l.mod(r as Decimal);
  const [a, b] = [l as bigint, r as bigint];
  if (b === 0n) return null;
  const rest = a % b;
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
}

function addMonths(instant: bigint, months: number, context: EvaluationContext): bigint {
  const local = context.zone.toLocal(instant);
  const date = cal.addMonths(Number(local / cal.ticksPerDay), months);
  return context.zone.toUtc(BigInt(date) * cal.ticksPerDay + (local % cal.ticksPerDay));
}
