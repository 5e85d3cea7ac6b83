import { describe, expect, it } from 'vitest';
import type { Column } from '../state/columns.ts';
import { fitting } from './useRoom.ts';

const column = (name: string, width: number) => ({ name, width }) as Column;
const columns = [column('name', 240), column('account', 200), column('amount', 130), column('owner', 140), column('stage', 120)];
const left = (room: number | null, ...summed: string[]) => fitting(columns, room, new Map(summed.map((name) => [name, true]))).map((one) => one.name);

describe('columns beside a record', () => {
  it('are all there where there is room', () => {
    expect(left(null)).toHaveLength(5);
    expect(left(866)).toHaveLength(5);
  });
  it('go from the end, those with a figure last', () => {
    expect(left(700, 'amount')).toEqual(['name', 'account', 'amount']);
    expect(left(500, 'amount')).toEqual(['name', 'amount']);
  });
  it('leave the name, however narrow it is', () => expect(left(50, 'amount')).toEqual(['name']));
});
