import { expect, test } from 'vitest';
import type { EntityMeta, FieldMeta, Meta, ViewMeta } from '../api/meta.ts';
import { dueSoon, workOf } from './work.ts';

const field = (name: string, type: FieldMeta['type']) => ({ name, type, property: type === 'lookup' ? `${name}_id` : name }) as FieldMeta;
const entity = (name: string) => ({ name, fields: [field('due_on', 'date'), field('starts_at', 'datetime'), field('status', 'choice'), field('account', 'lookup'), field('name', 'text')] }) as EntityMeta;
const view = (name: string, rest: Partial<ViewMeta>) => ({ id: name, name, entity: 'task', kind: 'list', columns: ['name', 'status', 'account'], sort: [], ...rest }) as ViewMeta;
const meta = (...views: ViewMeta[]) => ({ entities: [entity('task'), entity('hidden')], navigation: [{ items: ['task'] }], views }) as unknown as Meta;

test('a view that leaves out what is done and begins with the earliest date is work', () => {
  const [work, ...others] = workOf(meta(view('all', { sort: ['due_on'] }), view('open', { sort: ['due_on'], filter: 'status = open' }), view('more', { sort: ['due_on'], filter: 'status = late' })));
  expect(work?.view.name).toBe('open');
  expect(work?.about?.name).toBe('account');
  expect(work?.choice?.name).toBe('status');
  expect(others).toEqual([]);
  expect(dueSoon(work!)).toBe('(status = open) and due_on <= today() + days(7)');
});

test('falling dates, other sorts, other kinds and what is not in the navigation are none', () => {
  const filter = 'status = open';
  expect(
    workOf(meta(view('a', { sort: ['-due_on'], filter }), view('b', { sort: ['name'], filter }), view('c', { sort: ['due_on'], filter, kind: 'kanban' }), view('d', { sort: ['due_on'], filter, entity: 'hidden' }))),
  ).toEqual([]);
});
