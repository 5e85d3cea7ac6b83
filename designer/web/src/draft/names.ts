/** Names of the system's own fields, and of places in addresses: taken before anybody chooses. */
const systemFields = ['id', 'created_at', 'created_by', 'created_by_id', 'updated_at', 'updated_by', 'updated_by_id', 'owner', 'owner_id', 'version'];
const systemEntities = ['meta', 'changes', 'files', 'settings', 'openapi'];
const longest = 60;
const letters = 'abcdefghjkmnpqrstvwxyz0123456789';

const identifier = /^[\p{L}_][\p{L}\p{N}_]*$/u;
/** Whether rules can name it: letters of any script, digits and `_`, not a digit first. */
export const isName = (name: string) => name.length <= longest && identifier.test(name) && name === name.normalize('NFC');

/** A name for what is labelled freely: English in lower case with underscores, Japanese without spaces and signs. */
export function nameFrom(label: string, fallback: string): string {
  const plain = label.normalize('NFKC').trim();
  const name = plain
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase()
    .slice(0, longest - 10);
  return identifier.test(name) ? name : name ? `_${name}` : fallback;
}

/** The wanted name, numbered where it is taken. */
export function freeName(wanted: string, taken: Iterable<string>, kind: 'field' | 'entity' | 'option'): string {
  const all = new Set([...taken, ...(kind === 'field' ? systemFields : kind === 'entity' ? systemEntities : [])].map((one) => one.toUpperCase()));
  for (let i = 1; ; i++) {
    const name = i === 1 ? wanted : `${wanted}_${i}`;
    if (!all.has(name.toUpperCase())) return name;
  }
}

/** An id for a new thing, never given twice: six letters and digits of chance. */
export function freshId(prefix: 'e' | 'f' | 'o' | 'fm' | 'v' | 'p'): string {
  const chance = crypto.getRandomValues(new Uint8Array(6));
  return `${prefix}_${[...chance].map((byte) => letters[byte & 31]).join('')}`;
}
