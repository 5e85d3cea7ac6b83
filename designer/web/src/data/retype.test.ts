import { expect, test } from 'vitest';
import type { FieldDraft, JsonObject } from '../draft/index.ts';
import type { FieldTypeInfo } from '../parts/fieldTypes.ts';
import { optionsNamed, retyped } from './retype.ts';

const type = (name: string, schema: JsonObject, ...options: string[]): FieldTypeInfo => ({
  type: name,
  label: {},
  description: {},
  group: '',
  icon: '',
  schema,
  options,
  canBeKey: true,
  canBeSearched: true,
  canBeDisplay: true,
});
const text = type('text', { type: ['string', 'null'], maxLength: 200 }, 'maxLength', 'pattern', 'default');
const long = type('longText', { type: ['string', 'null'], 'x-crm': { type: 'longText' } }, 'maxLength', 'default');
const money = type('money', { type: ['number', 'null'], 'x-crm': { type: 'money' } }, 'minimum', 'x-crm.scale');
const choice = type('choice', { type: ['string', 'null'], enum: [null], 'x-crm': { type: 'choice', options: [] } }, 'x-crm.options');
const many = type('multiChoice', { type: 'array', items: { type: 'string', enum: [] }, 'x-crm': { type: 'multiChoice', options: [] } }, 'x-crm.options');
const field = (value: JsonObject, of: string, required = false): FieldDraft => ({ name: 'f', value, crm: (value['x-crm'] ?? {}) as JsonObject, type: of as never, required });

test('id, title and what both types know stay; what belongs to the old type goes', () => {
  const before = field({ title: 'Size', type: ['string', 'null'], maxLength: 40, pattern: 'a+', 'x-crm': { id: 'f_1', reading: { ja: 'さいず' } } }, 'text');
  expect(retyped(before, text, { type: long })).toEqual({ title: 'Size', type: ['string', 'null'], maxLength: 40, 'x-crm': { id: 'f_1', reading: { ja: 'さいず' }, type: 'longText' } });
  expect(retyped(before, text, { type: money })).toEqual({ title: 'Size', type: ['number', 'null'], 'x-crm': { id: 'f_1', reading: { ja: 'さいず' }, type: 'money' } });
});

test('what is required stays required', () => {
  expect(retyped(field({ type: 'string', 'x-crm': { id: 'f_1' } }, 'text', true), text, { type: money }).type).toBe('number');
});

test('one choice becomes several of the same options', () => {
  const options = [{ value: 'a', id: 'o_1', color: 'red' }];
  const next = retyped(field({ type: ['string', 'null'], enum: ['a', null], 'x-crm': { id: 'f_1', type: 'choice', options } }, 'choice'), choice, { type: many });
  expect(next).toEqual({ type: 'array', items: { type: 'string', enum: ['a'] }, 'x-crm': { id: 'f_1', type: 'multiChoice', options } });
});

test('texts become options that are called as they were written', () => {
  const next = retyped(field({ type: ['string', 'null'], 'x-crm': { id: 'f_1' } }, 'text'), text, { type: choice, options: optionsNamed(['高い', 'not sure']) });
  expect(next.enum).toEqual(['高い', 'not_sure', null]);
  expect(((next['x-crm'] as JsonObject).options as JsonObject[]).map((one) => one.title)).toEqual(['高い', 'not sure']);
});
