/** The sentences that are not a rule's own. */
export type Words = {
  required: (label: string) => string;
  noTransition: (label: string, from: string, to: string) => string;
  severalTransitions: (names: string[]) => string;
  notMet: (rule: string) => string;
  failed: (rule: string, why: string) => string;
  none: string;
};

/** The server's sentences, in its two languages. */
export function wordsIn(locale: string): Words {
  return locale.startsWith('ja')
    ? {
        required: (label) => `${label}は必須です。`,
        noTransition: (label, from, to) => `${label}を「${from}」から「${to}」に変えることはできません。プロセスにその遷移がありません。`,
        severalTransitions: (names) => `その状態への遷移が複数あります。${names.join('、')} のいずれかを指定してください。`,
        notMet: (rule) => `ルール「${rule}」を満たしていません。`,
        failed: (rule, why) => `ルール「${rule}」：${why}`,
        none: '（空）',
      }
    : {
        required: (label) => `${label} is required.`,
        noTransition: (label, from, to) => `${label} cannot go from "${from}" to "${to}": the process has no such transition.`,
        severalTransitions: (names) => `Several transitions lead there: name one of ${names.join(', ')}.`,
        notMet: (rule) => `The rule "${rule}" is not met.`,
        failed: (rule, why) => `Rule "${rule}": ${why}`,
        none: '(empty)',
      };
}
