import { expect, test } from 'vitest';
import { contrast, parseColor, toHex, toOklch } from './oklch.ts';
import { paletteOf, variablesOf } from './palette.ts';

test('a colour comes back from OKLCH as it went', () => {
  for (const hex of ['#2c55c0', '#b3261e', '#1f7a4d', '#ffffff', '#000000', '#808080']) expect(toHex(toOklch(hex))).toBe(hex);
  expect(toHex(parseColor('oklch(62.8% 0.2577 29.23)')!)).toMatch(/^#f[ef]0[0-9a-f]0[0-9a-f]$/);
  expect(parseColor('blue-ish')).toBeNull();
});

test.each(['#2c55c0', '#ffd400', '#00e5ff', '#ff7ab6', '#7a0000', '#101010', '#e8e8e8', 'oklch(0.9 0.2 130)'])('whatever the accent %s is, everything on it can be read', (accent) => {
  const palette = paletteOf(accent)!;
  for (const pair of palette.pairs) expect({ ...pair, holds: pair.contrast >= pair.least }).toMatchObject({ holds: true });
  expect(contrast(palette.light.accentText, '#ffffff')).toBeGreaterThanOrEqual(4.5);
  expect(contrast(palette.dark.accentText, '#1a1a1c')).toBeGreaterThanOrEqual(4.5);
});

test('only an accent that cannot be read upon is corrected, and that is told', () => {
  expect(paletteOf('#2c55c0')!.corrected).toEqual([]);
  const [correction] = paletteOf('#ffd400')!.corrected;
  expect(correction).toMatchObject({ scheme: 'light', from: '#ffd400' });
  expect(Math.abs(toOklch(correction!.to).h - toOklch('#ffd400').h)).toBeLessThan(4);
});

test('style sheets get a value for each scheme', () => {
  expect(variablesOf(paletteOf('#2c55c0')!)['--accent']).toMatch(/^light-dark\(#2c55c0, #[0-9a-f]{6}\)$/);
});
