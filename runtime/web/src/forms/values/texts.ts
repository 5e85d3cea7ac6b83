import type { FieldMeta } from '../../api/meta.ts';
import { readPhone } from './phones.ts';
import { type Read, refused, took } from './problem.ts';

export const codePoints = (text: string) => [...text].length;

/** A text of a field's kind, read as the server reads it. */
export function readText(text: string, field: Pick<FieldMeta, 'type' | 'maxLength' | 'pattern'>): Read {
  const read = kindOf(text, field);
  if (read.problem || typeof read.value !== 'string') return read;
  const { value } = read;
  if (field.maxLength !== undefined && codePoints(value) > field.maxLength) return refused('tooLong', { maximum: field.maxLength, found: codePoints(value) });
  if (field.pattern && field.type !== 'autoNumber' && !matches(value, field.pattern)) return refused('pattern');
  return read;
}

function kindOf(text: string, field: Pick<FieldMeta, 'type'>): Read {
  if (text === '') return took(null);
  switch (field.type) {
    case 'phone':
      return readPhone(text);
    case 'email': {
      const mail = text.normalize('NFKC').trim();
      if (mail === '') return took(null);
      return /^[^\s@<>(),;:\\"]{1,64}@[^\s@<>(),;:\\"]+\.[^\s@<>(),;:\\".]+$/.test(mail) && mail.length <= 254 ? took(mail) : refused('email', { found: text.trim() });
    }
    case 'url':
      return readUrl(text.trim());
    case 'currency': {
      const code = text.normalize('NFKC').trim().toUpperCase();
      return code === '' ? took(null) : /^[A-Z]{3}$/.test(code) ? took(code) : refused('currency', { found: text.trim() });
    }
    default:
      return text.includes('\0') ? refused('characters') : took(text);
  }
}

/** example.jp is https://example.jp: nobody types the rest. */
function readUrl(text: string): Read {
  if (text === '') return took(null);
  const full = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  try {
    const url = new URL(full);
    if ((url.protocol === 'https:' || url.protocol === 'http:') && url.hostname.includes('.') && !/\s/.test(full) && full.length <= 2083) return took(full);
  } catch {
    // Said below.
  }
  return refused('url', { found: text });
}

function matches(text: string, pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    // A form that this browser cannot read is the server's to judge.
    return true;
  }
}
