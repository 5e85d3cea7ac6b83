import { describe, expect, it } from 'vitest';
import { nextSort, readState, writeState } from './listUrl.ts';

describe('the address of a list', () => {
  it('keeps view, filter, order and search through writing and reading', () => {
    const state = { view: 'open', filter: 'stage not in {won, lost} and name = "a&b=c+d"', sort: ['-amount', 'name'], search: '株式 会社' };
    expect(readState(new URLSearchParams(writeState(state).toString()))).toEqual(state);
  });

  it('tells no filter of its own from a filter that shows everything', () => {
    expect(readState(writeState({ search: '' })).filter).toBeUndefined();
    expect(readState(writeState({ filter: '', search: '' })).filter).toBe('');
    expect(readState(writeState({ sort: [], search: '' })).sort).toEqual([]);
  });

  it('says nothing of what is as the view has it', () => {
    expect(writeState({ search: '' }).toString()).toBe('');
  });

  it('orders rising, then falling, then as the view has it', () => {
    expect(nextSort([], 'amount')).toEqual(['amount']);
    expect(nextSort(['amount'], 'amount')).toEqual(['-amount']);
    expect(nextSort(['-amount'], 'amount')).toBeUndefined();
    expect(nextSort(['-amount'], 'name')).toEqual(['name']);
  });
});
