import purify from 'dompurify';

/** What formatted text may hold: nothing that runs, nothing that looks like the page around it. */
export const cleanRichText = (html: string): string =>
  purify.sanitize(html, {
    ALLOWED_TAGS: ['p', 'br', 'div', 'b', 'strong', 'i', 'em', 'u', 's', 'ul', 'ol', 'li', 'a', 'blockquote', 'h3', 'h4', 'code', 'pre'],
    ALLOWED_ATTR: ['href'],
    ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:|\/)/i,
  });

export const isEmptyRichText = (html: string) => html.replace(/<br\s*\/?>|<\/?(p|div)>|&nbsp;|\s/g, '') === '';
