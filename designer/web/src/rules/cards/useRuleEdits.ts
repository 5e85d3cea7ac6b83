import { useTranslation } from '@lowcodecrm/web/i18n';
import { useMemo } from 'react';
import { localesOf, useDraft } from '../../draft/index.ts';
import { rewritten } from '../rewrite.ts';
import { type MessagePart, type Part, quote, type Rule, removeLines, replace, type Structure, type TextEdit } from '../structure.ts';
import { type Spell, useSpell } from '../words.ts';

export type RuleEdits = {
  spell: Spell;
  locales: string[];
  write: (label: string, edits: TextEdit[]) => void;
  /** The condition of a rule, or none of it. */
  condition: (rule: Rule, text: string) => void;
  message: (message: MessagePart | undefined, locale: string, text: string, end: number, lead: string) => void;
  fields: (rule: Rule, fields: string[]) => void;
  part: (rule: Rule, part: Part, text: string) => void;
  remove: (rule: Rule) => void;
};

/** Changes parts of rules in the text of their file; nothing while the parts known are not those of the text. */
export function useRuleEdits(path: string, structure: (Structure & { of: string }) | undefined): RuleEdits {
  const { t } = useTranslation('rules');
  const { store } = useDraft();
  const spell = useSpell(structure?.japanese ?? false);
  return useMemo(() => {
    const text = structure?.of ?? '';
    const write = (label: string, edits: TextEdit[]) => {
      const next = structure && edits.length > 0 ? rewritten(path, text, store.text(path) ?? '', edits) : null;
      if (next !== null) store.edit(label, [{ path, text: next }], `${path} ${label}`);
    };
    const changed = (rule: Rule) => t('changed', { rule: rule.name });
    return {
      spell,
      locales: localesOf(store),
      write,
      condition: (rule, next) => {
        const clause = `${spell('when')} ${next}`;
        if (rule.when) {
          const word = before(text, rule.when.span.start);
          if (next) write(changed(rule), [replace(rule.when.span, next)]);
          else if (rule.kind === 'validate') write(changed(rule), [removeLines(text, { start: word, length: rule.when.span.end - word, end: rule.when.span.end })]);
          else write(changed(rule), [{ start: spaceBefore(text, word), length: rule.when.span.end - spaceBefore(text, word), newText: '' }]);
        } else if (!next) return;
        else if (rule.kind === 'validate') write(changed(rule), [{ start: before(text, rule.require?.span.start ?? rule.span.end - 1), length: 0, newText: `${clause}\n${indentAt(text, rule.span.start)}  ` }]);
        else if (rule.body) write(changed(rule), [{ start: rule.body.span.start, length: 0, newText: `${clause} ` }]);
        else write(changed(rule), [{ start: rule.span.end, length: 0, newText: ` ${clause}` }]);
      },
      message: (message, locale, words, end, lead) => write(t('messageChanged'), messageEdits(message, locale, words, end, lead, spell)),
      fields: (rule, fields) => {
        const list = fields.join(', ');
        const first = rule.fields[0];
        if (first && fields.length > 0) {
          const last = rule.fields.at(-1)!;
          write(changed(rule), [{ start: first.span.start, length: last.span.end - first.span.start, newText: list }]);
        } else if (first && rule.kind === 'validate') {
          const word = before(text, first.span.start);
          const end = rule.fields.at(-1)!.span.end;
          write(changed(rule), [removeLines(text, { start: word, length: end - word, end })]);
        } else if (!first && fields.length > 0) {
          const indent = indentAt(text, rule.span.start);
          write(changed(rule), [{ start: spaceBefore(text, rule.span.end - 1), length: rule.span.end - 1 - spaceBefore(text, rule.span.end - 1), newText: `\n${indent}  ${spell('at')} ${list}\n${indent}` }]);
        }
      },
      part: (rule, part, next) => next && write(changed(rule), [replace(part.span, next)]),
      remove: (rule) => write(t('removedRule', { rule: rule.name }), [removeLines(text, rule.span)]),
    };
  }, [path, structure, spell, store, t]);
}

/** A message's words in a language: written anew, added behind the others, or a message begun at `end`. */
export function messageEdits(message: MessagePart | undefined, locale: string, words: string, end: number, lead: string, spell: Spell): TextEdit[] {
  const known = message?.texts.find((text) => text.locale === locale) ?? message?.texts.find((text) => text.locale === undefined);
  if (known && words) return [replace(known.text.span, quote(words))];
  if (known && message!.texts.length === 1) return [{ start: message!.span.start - lead.length, length: message!.span.length + lead.length, newText: '' }];
  if (known) {
    const start = known.text.span.start - (known.locale?.length ?? 0) - 1;
    return [{ start: start - 1, length: known.text.span.end - start + 1, newText: '' }];
  }
  if (!words) return [];
  return message ? [{ start: message.span.end, length: 0, newText: ` ${locale} ${quote(words)}` }] : [{ start: end, length: 0, newText: `${lead}${spell('message')} ${locale} ${quote(words)}` }];
}

/** Where the word before a place begins: the keyword of a clause. */
function before(text: string, place: number): number {
  let at = spaceBefore(text, place);
  while (at > 0 && /[\p{L}\p{N}_]/u.test(text[at - 1]!)) at--;
  return at;
}

function spaceBefore(text: string, place: number): number {
  let at = place;
  while (at > 0 && /\s/.test(text[at - 1]!)) at--;
  return at;
}

/** The blanks that a line begins with. */
export const indentAt = (text: string, place: number): string => /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', place - 1) + 1))![0];
