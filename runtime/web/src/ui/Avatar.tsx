import styles from './Avatar.module.css';
import hues from './hues.module.css';
import { hueFor } from './hues.ts';

const JAPANESE = /[\u3040-\u30ff\u3400-\u9fff]/;
/** Forms of company that stand before or after a name, and tell companies not apart. */
const FORMS = /^(株式会社|有限会社|合同会社|一般社団法人|医療法人|学校法人|\(株\)|（株）)\s*|\s*(株式会社|有限会社|合同会社)$/g;

/** 佐 of 佐藤 美咲, CP of Contoso Pharma. */
export function initials(name: string): string {
  const plain = name.trim().replace(FORMS, '');
  const first = [...plain][0] ?? '?';
  if (JAPANESE.test(first)) return first;
  // The dash of "Rosenbaum - Jones" is no word of the name.
  const words = plain.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  return (words.length > 1 ? [...words[0]!][0]! + [...words[1]!][0]! : first).toUpperCase();
}

/** A person (round) or a thing (square) by the first letters of its name. */
export function Avatar({ name, size = 18, square }: { name: string; size?: 18 | 24 | 32; square?: boolean }) {
  const hue = hueFor(name);
  return (
    <span aria-hidden className={[styles.avatar, styles[`size${size}`], hues[hue], square && styles.square].filter(Boolean).join(' ')}>
      {initials(name)}
    </span>
  );
}
