import { expect, it } from 'vitest';
import { refusalOf } from './files.ts';
import { linkAddress } from './richText.ts';

it.each([
  ['https://example.com/a?b=1', 'https://example.com/a?b=1'],
  ['example.com/a', 'https://example.com/a'],
  ['ｅｘａｍｐｌｅ．ｃｏｍ', 'https://example.com'],
  ['taro@example.com', 'mailto:taro@example.com'],
  ['tel:0312345678', 'tel:0312345678'],
  ['example.com:8080/x', 'https://example.com:8080/x'],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['https://', null],
  ['ただの文', null],
  ['two words.com', null],
  ['', null],
])('the address of a link: %s', (typed, address) => expect(linkAddress(typed)).toBe(address));

it('a file is held to what the server takes', () => {
  const limits = { fileBytes: 2 * 1024 * 1024, refusedFiles: ['.exe'], pictureTypes: [] };
  expect(refusalOf({ name: 'a.pdf', size: 1024 }, limits)).toBeUndefined();
  expect(refusalOf({ name: 'Setup.EXE', size: 1 }, limits)).toEqual({ key: 'fileKind', args: { kind: '.exe' } });
  expect(refusalOf({ name: 'a.pdf', size: 3 * 1024 * 1024 }, limits)).toEqual({ key: 'fileTooLarge', args: { name: 'a.pdf', size: 3, most: 2 } });
});
