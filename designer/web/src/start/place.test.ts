import { describe, expect, it } from 'vitest';
import { proposePlace } from './place.ts';

describe('the place of a new app', () => {
  it('is the English title where there is one', () => expect(proposePlace('Sales & Orders 2', '受注', [])).toBe('sales-orders-2'));
  it('is kana in Latin letters', () => {
    expect(proposePlace('', 'ちゅうもん', [])).toBe('chuumon');
    expect(proposePlace('', 'カッター', [])).toBe('katta');
    expect(proposePlace('', 'マッチ', [])).toBe('matchi');
  });
  it('is what is written in Latin letters between kanji', () => expect(proposePlace('', '顧客 CRM の台帳', [])).toBe('crm'));
  it('is a plain word for kanji alone, numbered where it is taken', () => {
    expect(proposePlace('', '顧客管理', [])).toBe('app');
    expect(proposePlace('', '顧客管理', ['app', 'App2'])).toBe('app3');
  });
  it('is nothing while there is no title', () => expect(proposePlace(' ', '', [])).toBe(''));
});
