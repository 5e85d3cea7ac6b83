import { useTranslation } from '@lowcodecrm/web/i18n';
import { useMemo } from 'react';
import type { WriteBlock } from '../../actions/index.ts';
import { localesOf, useDraft } from '../../draft/index.ts';
import { useParts } from '../parts.ts';
import { type Automation, applyEdits, indentAt, type MessagePart, type Part, quote, type Rule, removeLines, replace, type Structure, type TextEdit } from '../structure.ts';
import { type Read, useReadings } from '../told.ts';
import { type Spell, useSpell } from '../words.ts';

export type RuleEdits = {
  spell: Spell;
  locales: string[];
  japanese: boolean;
  /** An expression of the file in words. */
  read: Read;
  /** The condition of a rule, or none of it. */
  condition: (rule: Rule, text: string) => void;
  message: (rule: Rule, locale: string, text: string) => void;
  fields: (rule: Rule, fields: string[]) => void;
  part: (rule: Rule, part: 'require' | 'type' | 'value', text: string) => void;
  remove: (rule: Rule) => void;
  /** Changes the commands of a rule. */
  commands: (rule: Rule) => WriteBlock;
  /** Changes the commands of what acts without a save: of its block, by number. */
  automation: (automation: Automation, block: number) => WriteBlock;
  /** The condition of what answers messages. */
  automationWhen: (automation: Automation, text: string) => void;
};

/** Changes parts of rules in the text of their file. */
export function useRuleEdits(path: string, structure: (Structure & { of: string }) | undefined): RuleEdits {
  const { t } = useTranslation('rules');
  const { store } = useDraft();
  const spell = useSpell(structure?.japanese ?? false);
  const inParts = useParts();
  const read = useReadings(path, structure?.of ?? '');
  return useMemo(() => {
    const write = (label: string, rule: Rule, work: (rule: Rule, text: string) => TextEdit[]) =>
      inParts((files) => {
        const file = files.find((one) => one.path === path);
        const own = file && structure && sameRule(structure, file.structure, rule);
        const edits = own ? work(own, file.text) : [];
        if (file && edits.length > 0) store.edit(label, [{ path, text: applyEdits(file.text, edits) }], `${path} ${label}`);
      });
    const writeIn = (label: string, work: (now: Structure, text: string) => TextEdit[]) =>
      inParts((files) => {
        const file = files.find((one) => one.path === path);
        const edits = file ? work(file.structure, file.text) : [];
        if (file && edits.length > 0) store.edit(label, [{ path, text: applyEdits(file.text, edits) }], `${path} ${label}`);
      });
    const changed = (rule: Rule) => t('changed', { rule: rule.name });
    return {
      spell,
      locales: localesOf(store),
      japanese: structure?.japanese ?? false,
      read,
      condition: (rule, next) => write(changed(rule), rule, (own, text) => conditionEdits(own, text, next, spell)),
      message: (rule, locale, words) =>
        write(t('messageChanged'), rule, (own) => messageEdits(own.message, locale, words, own.require?.span.end ?? own.when?.span.end ?? own.span.end, own.kind === 'validate' ? '\n    ' : ' ', spell)),
      fields: (rule, fields) => write(changed(rule), rule, (own, text) => fieldsEdits(own, text, fields, spell)),
      part: (rule, part, next) => next && write(changed(rule), rule, (own) => (own[part] ? [replace((own[part] as Part).span, next)] : [])),
      commands: (rule) => (label, work) => write(label, rule, (own, text) => (own.block ? work(own.block, text) : [])),
      automation: (one, block) => (label, work) =>
        writeIn(label, (now, text) => {
          const own = structure && sameAutomation(structure, now, one)?.blocks[block]?.block;
          return own ? work(own, text) : [];
        }),
      automationWhen: (one, next) =>
        writeIn(t('changed', { rule: one.name.text }), (now) => {
          const own = structure && sameAutomation(structure, now, one);
          return own?.when && next ? [replace(own.when.span, next)] : [];
        }),
      remove: (rule) => write(t('removedRule', { rule: rule.name }), rule, (own, text) => [removeLines(text, own.span)]),
    };
  }, [path, structure, spell, store, inParts, read, t]);
}

/** A rule in the parts of a newer text: of its kind and name, and of several such the one at the same place among them. */
export function sameRule(before: Structure, now: Structure, rule: Rule): Rule | undefined {
  const like = (structure: Structure) => structure.rules.flatMap((block) => block.rules).filter((one) => one.kind === rule.kind && one.name === rule.name);
  return like(now)[Math.max(0, like(before).indexOf(rule))];
}

function sameAutomation(before: Structure, now: Structure, one: Automation): Automation | undefined {
  const like = (structure: Structure) => structure.automations.filter((other) => other.kind === one.kind && other.name.text === one.name.text);
  return like(now)[Math.max(0, like(before).indexOf(one))];
}

function conditionEdits(rule: Rule, text: string, next: string, spell: Spell): TextEdit[] {
  if (rule.when) {
    const word = before(text, rule.when.span.start);
    if (next) return [replace(rule.when.span, next)];
    if (rule.kind === 'validate') return [removeLines(text, { start: word, length: rule.when.span.end - word, end: rule.when.span.end })];
    return [{ start: spaceBefore(text, word), length: rule.when.span.end - spaceBefore(text, word), newText: '' }];
  }
  if (!next) return [];
  const clause = `${spell('when')} ${next}`;
  if (rule.kind === 'validate') return [{ start: before(text, rule.require?.span.start ?? rule.span.end - 1), length: 0, newText: `${clause}\n${indentAt(text, rule.span.start)}  ` }];
  if (rule.body) return [{ start: rule.body.span.start, length: 0, newText: `${clause} ` }];
  return [{ start: rule.span.end, length: 0, newText: ` ${clause}` }];
}

function fieldsEdits(rule: Rule, text: string, fields: string[], spell: Spell): TextEdit[] {
  const list = fields.join(', ');
  const [first, last] = [rule.fields[0], rule.fields.at(-1)];
  if (first && last && fields.length > 0) return [{ start: first.span.start, length: last.span.end - first.span.start, newText: list }];
  if (first && last && rule.kind === 'validate') {
    const word = before(text, first.span.start);
    return [removeLines(text, { start: word, length: last.span.end - word, end: last.span.end })];
  }
  if (first || fields.length === 0) return [];
  const indent = indentAt(text, rule.span.start);
  const start = spaceBefore(text, rule.span.end - 1);
  return [{ start, length: rule.span.end - 1 - start, newText: `\n${indent}  ${spell('at')} ${list}\n${indent}` }];
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
