import { contrast, type Oklch, parseColor, toHex } from './oklch.ts';
import { dark, light } from './tokens.ts';

export type AccentTokens = Pick<typeof light, 'accent' | 'accentHover' | 'accentBg' | 'accentText' | 'onAccent' | 'focus'>;
export type Pair = { scheme: 'light' | 'dark'; pair: 'button' | 'hover' | 'text' | 'control'; contrast: number; least: number };
export type Palette = {
  light: AccentTokens;
  dark: AccentTokens;
  pairs: Pair[] /** Lightness that had to give way, so that what is written on it can be read. */;
  corrected: { scheme: 'light' | 'dark'; from: string; to: string }[];
};

/** What text, and what the edges of controls, must stand out by. */
export const leastForText = 4.5;
export const leastForControls = 3;
const step = 0.005;

/** Lightness changed until every condition holds. */
function until(color: Oklch, by: number, holds: (hex: string) => boolean): Oklch {
  let here = color;
  while (!holds(toHex(here)) && here.l > step && here.l < 1 - step) here = { ...here, l: here.l + by };
  return here;
}

/** The colours of both schemes that follow from one accent. Null where it is no colour. */
export function paletteOf(accent: string | undefined): Palette | null {
  const wanted = parseColor(accent);
  if (!wanted) return null;
  const lightTokens = tokensOf(wanted, light, false);
  const darkTokens = tokensOf({ ...wanted, l: Math.max(wanted.l, 0.56) }, dark, true);
  const corrected: Palette['corrected'] = [];
  const given = toHex(wanted);
  if (lightTokens.accent !== given) corrected.push({ scheme: 'light', from: given, to: lightTokens.accent });
  return { light: lightTokens, dark: darkTokens, corrected, pairs: [...pairsOf('light', lightTokens, light), ...pairsOf('dark', darkTokens, dark)] };
}

function tokensOf(wanted: Oklch, base: typeof light, isDark: boolean): AccentTokens {
  const onAccent = '#ffffff';
  const readable = until(wanted, -step, (hex) => contrast(onAccent, hex) >= leastForText);
  const accent = until(readable, step, (hex) => contrast(hex, base.surface) >= leastForControls || contrast(onAccent, hex) < leastForText + 0.05);
  const accentBg = toHex(isDark ? { l: 0.29, c: Math.min(accent.c, 0.055), h: accent.h } : { l: 0.955, c: Math.min(accent.c, 0.02), h: accent.h });
  const grounds = [accentBg, base.surface, base.subtle, base.app, base.hover];
  const legible = (hex: string) => grounds.every((ground) => contrast(hex, ground) >= leastForText);
  const accentText = toHex(isDark ? until({ l: 0.78, c: Math.min(accent.c, 0.11), h: accent.h }, step, legible) : until({ ...accent, l: accent.l - 0.04 }, -step, legible));
  return { accent: toHex(accent), accentHover: toHex({ ...accent, l: accent.l - 0.05 }), accentBg, accentText, onAccent, focus: isDark ? accentText : toHex(accent) };
}

const pairsOf = (scheme: Pair['scheme'], c: AccentTokens, base: typeof light): Pair[] => [
  { scheme, pair: 'button', contrast: contrast(c.onAccent, c.accent), least: leastForText },
  { scheme, pair: 'hover', contrast: contrast(c.onAccent, c.accentHover), least: leastForText },
  { scheme, pair: 'text', contrast: contrast(c.accentText, c.accentBg), least: leastForText },
  { scheme, pair: 'control', contrast: contrast(c.accent, base.surface), least: leastForControls },
];

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** As custom properties for a style sheet, each for the scheme that holds where it is used. */
export const variablesOf = (palette: Palette): Record<string, string> =>
  Object.fromEntries((Object.keys(palette.light) as (keyof AccentTokens)[]).map((key) => [`--${kebab(key)}`, `light-dark(${palette.light[key]}, ${palette.dark[key]})`]));
