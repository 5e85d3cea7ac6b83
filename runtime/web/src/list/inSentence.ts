/** A label within a sentence: English writes it small, but for names and abbreviations. */
export function inSentence(label: string, language: string): string {
  return language.startsWith('en') && /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
