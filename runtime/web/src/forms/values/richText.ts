import purify from 'dompurify';

/** What formatted text may hold: nothing that runs, nothing that looks like the page around it. */
export const cleanRichText = (html: string): string =>
  purify.sanitize(html, {
    ALLOWED_TAGS: ['p', 'br', 'div', 'b', 'strong', 'i', 'em', 'u', 's', 'ul', 'ol', 'li', 'a', 'blockquote', 'h3', 'h4', 'code', 'pre'],
    ALLOWED_ATTR: ['href'],
    ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:|\/)/i,
  });

export const isEmptyRichText = (html: string) => html.replace(/<br\s*\/?>|<\/?(p|div)>|&nbsp;|\s/g, '') === '';

/** What was typed as the address of a link: `example.com` is one too, and full-width letters are what an input method left. Null: it may not be linked to. */
export function linkAddress(text: string): string | null {
  const typed = text.normalize('NFKC').trim();
  if (typed === '' || /\s/.test(typed)) return null;
  if (/^[^@/:]+@[^@/:]+\.[^@/:]+$/.test(typed)) return `mailto:${typed}`;
  if (/^(mailto|tel):./i.test(typed)) return typed;
  const full = /^[a-z][a-z0-9+.-]*:/i.test(typed) && !/^[^:/]+\.[^:/]+:\d/.test(typed) ? typed : `https://${typed}`;
  try {
    const url = new URL(full);
    return /^https?:$/.test(url.protocol) && (url.hostname.includes('.') || url.hostname === 'localhost') ? full : null;
  } catch {
    return null;
  }
}
