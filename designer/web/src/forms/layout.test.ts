import type { UiElement } from '@lowcodecrm/web/api';
import { expect, test } from 'vitest';
import { after, controlOf, elementAt, fieldsIn, insert, move, pathOfField, remove, sideOf, stepOf } from './layout.ts';

const group = (...elements: UiElement[]): UiElement => ({ type: 'Group', elements });
const row = (...elements: UiElement[]): UiElement => ({ type: 'HorizontalLayout', elements });
const form = (...elements: UiElement[]): UiElement => ({ type: 'VerticalLayout', elements });
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(controlOf) as [UiElement, UiElement, UiElement, UiElement];
const shape = (element: UiElement): string =>
  element.type === 'Control' ? element.scope!.slice(-1) : `${{ Group: 'G', HorizontalLayout: 'R', Category: 'C', Categorization: 'T' }[element.type] ?? ''}(${(element.elements ?? []).map(shape).join(' ')})`;
const moved = (layout: UiElement, field: string, target: Parameters<typeof move>[2] | null) => {
  const result = target && move(layout, pathOfField(layout, field)!, target);
  return result && shape(result.layout);
};

test('a field goes before another, and after it, whichever way it comes', () => {
  const layout = form(a, b, c);
  expect(moved(layout, 'a', { parent: '', index: 3 })).toBe('(b c a)');
  expect(moved(layout, 'c', { parent: '', index: 0 })).toBe('(c a b)');
  expect(move(layout, 'elements.0', { parent: '', index: 3 })!.path).toBe('elements.2');
});

test('a row of which one is left is no row any more', () => {
  const layout = form(row(a, b), group(c));
  expect(moved(layout, 'a', { parent: 'elements.1', index: 1 })).toBe('(b G(c a))');
  expect(shape(remove(layout, 'elements.0.elements.1'))).toBe('(a G(c))');
});

test('beside another, the two become a row', () => {
  const layout = form(a, b, c);
  expect(moved(layout, 'c', { parent: '', index: 0, beside: 'right' })).toBe('(R(a c) b)');
  expect(shape(insert(layout, { parent: '', index: 1, beside: 'left' }, d)!.layout)).toBe('(a R(d b) c)');
});

test('nothing is moved into itself, no group into a row, no field between tabs', () => {
  const layout = form(group(group(a)), row(b, c), { type: 'Categorization', elements: [{ type: 'Category', elements: [d] }] });
  expect(move(layout, 'elements.0', { parent: 'elements.0.elements.0', index: 0 })).toBeNull();
  expect(move(layout, 'elements.0', { parent: 'elements.1', index: 0 })).toBeNull();
  expect(move(layout, 'elements.1.elements.0', { parent: 'elements.2', index: 0 })).toBeNull();
});

test('step by step a field walks through groups, rows and tabs', () => {
  const tabs: UiElement = {
    type: 'Categorization',
    elements: [
      { type: 'Category', elements: [c] },
      { type: 'Category', elements: [d] },
    ],
  };
  let layout = form(row(a, b), group(), tabs);
  const seen: (string | null)[] = [];
  for (let i = 0; i < 7; i++) {
    const target = stepOf(layout, pathOfField(layout, 'a')!, 1);
    const result = target && move(layout, pathOfField(layout, 'a')!, target);
    seen.push(result && shape(result.layout));
    if (result) layout = result.layout;
  }
  expect(seen).toEqual(['(b a G() T(C(c) C(d)))', '(b G(a) T(C(c) C(d)))', '(b G() a T(C(c) C(d)))', '(b G() T(C(a c) C(d)))', '(b G() T(C(c a) C(d)))', '(b G() T(C(c) C(a d)))', '(b G() T(C(c) C(d a)))']);
});

test('to the side a field joins the row of its neighbour', () => {
  const layout = form(a, b, row(c, d));
  expect(moved(layout, 'b', sideOf(layout, 'elements.1', -1))).toBe('(R(a b) R(c d))');
  expect(moved(layout, 'b', sideOf(layout, 'elements.1', 1))).toBe('(a R(b c d))');
  expect(moved(layout, 'c', sideOf(layout, 'elements.2.elements.0', 1))).toBe('(a b R(d c))');
});

test('what is added without a place stands after what is chosen, outside of its row', () => {
  const layout = form(group(row(a, b)), c);
  expect(after(layout, 'elements.0.elements.0.elements.0', d)).toEqual({ parent: 'elements.0', index: 1 });
  expect(after(layout, 'elements.0', d)).toEqual({ parent: 'elements.0', index: 1 });
  expect(after(layout, 'elements.0', group())).toEqual({ parent: 'elements.0', index: 1 });
  expect(after(layout, null, d)).toEqual({ parent: '', index: 2 });
});

test('the fields of a layout are found wherever they stand, and the layout given stays as it was', () => {
  const layout = form(group(row(a, b)), c);
  insert(layout, { parent: '', index: 0 }, d);
  expect([...fieldsIn(layout)]).toEqual(['a', 'b', 'c']);
  expect(elementAt(layout, 'elements.0.elements.0.elements.1')).toBe(b);
});
