import { describe, expect, it } from 'vitest';
import type { ConditionGroup, EntityMeta, FieldMeta } from '../../api/meta.ts';
import { chosenOperator, complete, firstCondition, isComplete, replaced, resolve, settled, spanCondition, spanOf, spans } from './model.ts';

const field = (name: string, type: FieldMeta['type'], target?: string): FieldMeta => ({
  id: name,
  name,
  property: target ? `${name}_id` : name,
  type,
  label: { en: name },
  origin: 'entered',
  required: false,
  readonly: false,
  target,
});
const entity = (name: string, ...fields: FieldMeta[]): EntityMeta => ({ id: name, name, label: {}, plural: {}, display: 'name', keys: [], search: [], history: true, fields });
const account = entity('account', field('name', 'text'), field('rank', 'choice'));
const deal = entity('deal', field('name', 'text'), field('account', 'lookup', 'account'), field('owner', 'user', '$user'), field('close_on', 'date'), field('created_at', 'datetime'), field('stage', 'choice'));
const meta = { entities: [account, deal] } as never;

describe('conditions', () => {
  it('know every span of days again, of dates and of instants', () => {
    for (const span of spans) {
      expect(spanOf(spanCondition('close_on', span.key, false))).toBe(span.key);
      expect(spanOf(spanCondition('created_at', span.key, true))).toBe(span.key);
    }
  });

  it('know a span again however it is spaced', () => {
    expect(spanOf({ path: 'close_on', operator: 'between', value: [{ expression: 'month_start( today() )' }, { expression: 'month_end(today( ))' }] })).toBe('thisMonth');
    expect(spanOf({ path: 'close_on', operator: 'between', value: ['2026-01-01', '2026-02-01'] })).toBeUndefined();
  });

  it('find the field at the end of a path', () => {
    expect(resolve(meta, deal, 'account.rank')?.field.name).toBe('rank');
    expect(resolve(meta, deal, 'account.id')?.field.name).toBe('account');
    expect(resolve(meta, deal, 'account.none')).toBeNull();
  });

  it('show single choices and records as lists of one, and the user as me', () => {
    expect(chosenOperator({ path: 'stage', operator: '=', value: 'won' }, deal.fields[5]!)).toBe('in');
    expect(chosenOperator({ path: 'account.id', operator: '<>', value: 'x' }, deal.fields[1]!)).toBe('not in');
    expect(chosenOperator({ path: 'owner', operator: '=', value: { expression: 'user' } }, deal.fields[2]!)).toBe('is me');
  });

  it('lose a part of a group, and the group with its last', () => {
    const [a, b] = [
      { path: 'name', operator: 'is set' },
      { path: 'stage', operator: 'is set' },
    ];
    const inner: ConditionGroup = { match: 'all', conditions: [a, b] };
    expect(replaced({ match: 'any', conditions: [a, inner] }, 1, replaced(inner, 0, null))).toEqual({ match: 'any', conditions: [a, { match: 'all', conditions: [b] }] });
    expect(replaced({ match: 'any', conditions: [a] }, 0, null)).toBeNull();
    expect(settled({ match: 'any', conditions: [{ match: 'all', conditions: [b] }] })).toEqual(b);
    expect(settled({ match: 'any', conditions: [inner] })).toEqual(inner);
    expect(settled({ match: 'any', conditions: [a, inner] })).toEqual({ match: 'any', conditions: [a, inner] });
  });

  it('are asked for only when they are filled in', () => {
    expect(isComplete(firstCondition(deal.fields[5]!))).toBe(false);
    expect(isComplete(firstCondition(deal.fields[3]!))).toBe(true);
    const group: ConditionGroup = {
      match: 'all',
      conditions: [
        { path: 'stage', operator: 'in', value: [] },
        { match: 'any', conditions: [{ path: 'name', operator: 'contains' }] },
        { path: 'close_on', operator: 'is set' },
      ],
    };
    expect(complete(group)).toEqual({ match: 'all', conditions: [{ path: 'close_on', operator: 'is set' }] });
  });
});
