import { overflow } from './errors.js';

/**
 * An exact decimal with the behaviour of .NET's System.Decimal: coefficient below 2^96, scale 0 to 28; each operation is the exact result rounded
 * half-even to the largest scale that fits.
 */
export class Decimal {
  private constructor(readonly coefficient: bigint, readonly scale: number) {}

  static readonly zero = new Decimal(0n, 0);
  private static readonly limit = 1n << 96n;
  private static readonly powers = Array.from({ length: 64 }, (_, n) => 10n ** BigInt(n));

  static power(n: number): bigint {
    return Decimal.powers[n] ?? 10n ** BigInt(n);
  }

  static of(value: bigint | number): Decimal {
    return Decimal.fit(BigInt(value), 1n, 0);
  }

  /** Canonical or JSON number text; null where it is no number. */
  static parse(text: string): Decimal | null {
    const match = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text);
    if (!match) return null;
    const fraction = match[3] ?? '';
    let coefficient = BigInt(match[1] + match[2]! + fraction);
    let scale = fraction.length - Number(match[4] ?? 0);
    if (scale < 0) {
      coefficient *= 10n ** BigInt(-scale);
      scale = 0;
    }
    return Decimal.fit(coefficient, 1n, scale);
  }

  /** The exact fraction coefficient / (divisor · 10^scale), rounded half-even to the largest scale (at most the asked one) that fits. */
  private static fit(numerator: bigint, divisor: bigint, scale: number): Decimal {
    if (divisor < 0n) [numerator, divisor] = [-numerator, -divisor];
    for (let target = Math.min(scale, 28); target >= 0; target--) {
      const quotient = halfEven(numerator, divisor * Decimal.power(scale - target));
      if (abs(quotient) < Decimal.limit) return new Decimal(quotient, target);
      // Each step drops a digit; skip what cannot fit anyway.
      const excess = abs(quotient).toString().length - 30;
      if (excess > 1) target -= excess - 1;
    }
    throw overflow();
  }

  add(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return Decimal.fit(this.at(scale) + other.at(scale), 1n, scale);
  }

  subtract(other: Decimal): Decimal {
    return this.add(other.negate());
  }

  multiply(other: Decimal): Decimal {
    return Decimal.fit(this.coefficient * other.coefficient, 1n, this.scale + other.scale);
  }

  /** @returns null when dividing by zero. */
  divide(other: Decimal): Decimal | null {
    if (other.coefficient === 0n) return null;
    const shift = 28 + other.scale - this.scale;
    const numerator = shift >= 0 ? this.coefficient * Decimal.power(shift) : this.coefficient;
    const divisor = shift >= 0 ? other.coefficient : other.coefficient * Decimal.power(-shift);
    return Decimal.fit(numerator, divisor, 28);
  }

  /** Floored: the sign of the divisor; null for mod by zero. */
  mod(other: Decimal): Decimal | null {
    if (other.coefficient === 0n) return null;
    const scale = Math.max(this.scale, other.scale);
    const divisor = other.at(scale);
    let rest = this.at(scale) % divisor;
    if (rest !== 0n && rest < 0n !== divisor < 0n) rest += divisor;
    return Decimal.fit(rest, 1n, scale);
  }

  negate(): Decimal {
    return new Decimal(-this.coefficient, this.scale);
  }

  compare(other: Decimal): number {
    const scale = Math.max(this.scale, other.scale);
    const [a, b] = [this.at(scale), other.at(scale)];
    return a < b ? -1 : a > b ? 1 : 0;
  }

  /** @param digits after the point; negative for tens, hundreds. */
  round(digits: bigint, mode: RoundingMode): Decimal {
    if (digits >= BigInt(this.scale)) return this;
    if (digits < -60n) digits = -60n;
    const places = Number(digits);
    const unit = Decimal.power(this.scale - places);
    const rounded = divideRounded(this.coefficient, unit, mode);
    return places >= 0 ? Decimal.fit(rounded, 1n, places) : Decimal.fit(rounded * Decimal.power(-places), 1n, 0);
  }

  /** The coefficient at a scale not below this one's. */
  private at(scale: number): bigint {
    return this.coefficient * Decimal.power(scale - this.scale);
  }

  /** The nearest whole multiple: factor · this, half-even. */
  scaled(factor: bigint): bigint {
    return halfEven(factor * this.coefficient, Decimal.power(this.scale));
  }

  /** factor × this, cut to a whole number. */
  scaledDown(factor: bigint): bigint {
    return (factor * this.coefficient) / Decimal.power(this.scale);
  }

  /** value / this, cut to a whole number. */
  dividedDown(value: bigint): bigint {
    return (value * Decimal.power(this.scale)) / this.coefficient;
  }

  /** value / this as a whole number, half-even. */
  divided(value: bigint): bigint {
    return halfEven(value * Decimal.power(this.scale), this.coefficient);
  }

  get isZero(): boolean {
    return this.coefficient === 0n;
  }

  /** Invariant, no trailing zeros. */
  toString(): string {
    const digits = abs(this.coefficient).toString().padStart(this.scale + 1, '0');
    const whole = digits.slice(0, digits.length - this.scale);
    const fraction = this.scale === 0 ? '' : digits.slice(-this.scale).replace(/0+$/, '');
    return (this.coefficient < 0n ? '-' : '') + whole + (fraction ? `.${fraction}` : '');
  }
}

export type RoundingMode = 'floor' | 'ceiling' | 'half_up' | 'half_even' | 'down' | 'up';

export const abs = (n: bigint) => (n < 0n ? -n : n);

export function halfEven(numerator: bigint, denominator: bigint): bigint {
  return divideRounded(numerator, denominator, 'half_even');
}

export function divideRounded(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  if (denominator < 0n) [numerator, denominator] = [-numerator, -denominator];
  const quotient = numerator / denominator;
  const rest = numerator % denominator;
  if (rest === 0n) return quotient;
  const sign = numerator < 0n ? -1n : 1n;
  const twice = abs(rest) * 2n;
  const away = mode === 'up' || (mode === 'floor' && sign < 0n) || (mode === 'ceiling' && sign > 0n)
    || (mode === 'half_up' && twice >= denominator)
    || (mode === 'half_even' && (twice > denominator || (twice === denominator && quotient % 2n !== 0n)));
  return away ? quotient + sign : quotient;
}
