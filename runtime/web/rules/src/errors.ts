/** A failure while evaluating, with the same ids and texts as the server's (RuleErrors). */
export class RuleError extends Error {
  constructor(readonly id: string, readonly en: string, readonly ja: string) {
    super(en);
  }
}

/** The value is one that only the server has; evaluating here would be a guess. */
export class ServerOnlyError extends Error {
  constructor(readonly functionName: string) {
    super(`${functionName}() is evaluated by the server.`);
  }
}

/** A bound of the language was exceeded: it rejects the save, as on the server. */
export class BudgetError extends Error {
  constructor(readonly budget: string) {
    super(`The budget '${budget}' is used up.`);
  }
}

export const overflow = () => new RuleError('LCR6001',
  'The result of a calculation is too large for a number. Check the values that it is calculated from.',
  '計算の結果が数値で表せる範囲を超えました。計算に使う値を確認してください。');

export const timeOutOfRange = () => new RuleError('LCR6002',
  'The result of a date calculation lies outside the years 1 to 9999. Check the values that it is calculated from.',
  '日付の計算結果が西暦 1 年から 9999 年の範囲を超えました。計算に使う値を確認してください。');

export const partOfDay = () => new RuleError('LCR6003',
  'A date can only be moved by whole days, and the duration has a part of a day. Use days(n), or a datetime.',
  '日付に加減できるのは日単位の期間だけですが、1 日に満たない端数があります。days(n) か日時を使ってください。');

export const calendarRange = (name: string, first: number, last: number) => new RuleError('LCR6004',
  `The holiday calendar "${name}" covers the years ${first} to ${last}; business days outside them are not known.`,
  `祝日カレンダー「${name}」の対象は ${first} 年から ${last} 年です。範囲外の営業日は計算できません。`);
