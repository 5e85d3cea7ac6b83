import { describe, expect, it } from 'vitest';
import type { EntityMeta, FieldMeta, UiElement } from '../../api/meta.ts';
import { shortForm } from './shortForm.ts';

const field = (name: string, more: Partial<FieldMeta> = {}) => ({ id: name, name, property: name, type: 'text', label: {}, required: false, readonly: false, origin: 'entered', ...more }) as FieldMeta;
const entity = {
  name: 'account',
  display: 'name',
  fields: [
    field('name', { required: true }),
    field('name_reading'),
    field('phone'),
    field('industry', { required: true, type: 'choice' }),
    field('won_total', { origin: 'rollup', readonly: true }),
    field('parent', { property: 'parent_id', type: 'lookup' }),
  ],
} as EntityMeta;
const control = (name: string): UiElement => ({ type: 'Control', scope: `#/properties/${name}` });
const layout: UiElement = {
  type: 'VerticalLayout',
  elements: [
    { type: 'HorizontalLayout', elements: [control('industry'), control('name')] },
    { type: 'Group', elements: ['name_reading', 'phone', 'won_total', 'parent_id'].map(control) },
  ],
};
const names = (form: UiElement | null) => form?.elements?.map((element) => element.scope!.split('/').at(-1));

describe('the short form of a new record', () => {
  it('has the name, its reading and what is required, in the order of the form', () => expect(names(shortForm(layout, entity, {}))).toEqual(['industry', 'name', 'name_reading']));
  it('has what is given', () => expect(names(shortForm(layout, entity, { parent_id: '1' }))).toContain('parent_id'));
  it('is not there where it would leave nothing out', () => expect(shortForm({ type: 'VerticalLayout', elements: [control('name')] }, entity, {})).toBeNull());
});
