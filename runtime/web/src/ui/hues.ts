import type { Hue } from '../theme/tokens.ts';

export type { Hue };

/** Hue angles of the option colours, in OKLCH. Gray has none. */
const angles: [Hue, number][] = [
  ['red', 27],
  ['orange', 48],
  ['amber', 78],
  ['green', 152],
  ['teal', 200],
  ['blue', 260],
  ['purple', 300],
  ['pink', 352],
];
const names = new Set<string>(['gray', ...angles.map(([name]) => name)]);
const known: Record<string, Hue> = { grey: 'gray', yellow: 'amber', gold: 'amber', lime: 'green', cyan: 'teal', geekblue: 'blue', magenta: 'pink', volcano: 'orange', default: 'gray' };
const GRAY_BELOW = 0.03;
const found = new Map<string, Hue>();

/** The option colour that a package's colour stands for: a name, or the nearest to `#rrggbb`, so that it reads in both schemes. */
export function hueOf(color: string | undefined): Hue {
  if (!color) return 'gray';
  const name = color.toLowerCase();
  if (names.has(name)) return name as Hue;
  const cached = known[name] ?? found.get(name);
  if (cached) return cached;
  const hue = nearest(name);
  found.set(name, hue);
  return hue;
}

/** One of the colours for a name, always the same. */
export function hueFor(text: string): Hue {
  let hash = 0;
  for (const c of text) hash = (hash * 31 + c.codePointAt(0)!) | 0;
  return angles[Math.abs(hash) % angles.length]![0];
}

function nearest(hex: string): Hue {
  const match = /^#([0-9a-f]{3}|[0-9a-f]{6})$/.exec(hex);
  if (!match) return 'gray';
  const digits = match[1]!.length === 3 ? [...match[1]!].map((d) => d + d).join('') : match[1]!;
  const [r, g, b] = [0, 2, 4].map((at) => {
    const v = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const x = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const y = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  if (Math.hypot(x, y) < GRAY_BELOW) return 'gray';
  const angle = ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360;
  const apart = (a: number) => Math.min(Math.abs(a - angle), 360 - Math.abs(a - angle));
  return angles.reduce((best, one) => (apart(one[1]) < apart(best[1]) ? one : best))[0];
}
