import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dark, hues, light } from './tokens.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const kebab = (name: string) => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
const holds = (name: string, l: string, d: string) => expect(css).toContain(`--${name}: light-dark(${l.toLowerCase()}, ${d.toLowerCase()});`);

test('the style sheet has the colours of both schemes', () => {
  for (const name of Object.keys(light) as (keyof typeof light)[]) holds(kebab(name), light[name], dark[name]);
});

test('the style sheet has the option colours of both schemes', () => {
  for (const [name, { l, d }] of Object.entries(hues)) {
    holds(name, l[0], d[0]);
    holds(`${name}-bg`, l[1], d[1]);
  }
});

const luminance = (hex: string) => {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const v = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string) => {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

test.each([
  ['light', light],
  ['dark', dark],
])('text can be read on what it stands on, %s', (_, c) => {
  for (const text of [c.text, c.text2, c.text3, c.ok, c.warn, c.bad, c.accentText]) for (const ground of [c.surface, c.app, c.subtle]) expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(c.onAccent, c.accent)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(c.control, c.surface)).toBeGreaterThanOrEqual(3);
});

test('options can be read on their fill', () => {
  for (const { l, d } of Object.values(hues)) for (const [text, fill] of [l, d]) expect(contrast(text, fill)).toBeGreaterThanOrEqual(6);
});
