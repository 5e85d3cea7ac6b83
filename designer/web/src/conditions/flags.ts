import type { RulesFile } from '../rules/queue.ts';
import type { Rule, RulesBlock, TextEdit } from '../rules/structure.ts';
import { removeLines, replace } from '../rules/structure.ts';

export type Flag = 'show' | 'required' | 'readonly';
export type FoundFlag = { file: RulesFile; block: RulesBlock; rule: Rule };

/** The rule that says when a field is shown, required or not to be written. */
export function findFlag(files: RulesFile[], entity: string, field: string, flag: Flag): FoundFlag | null {
  for (const file of files)
    for (const block of file.structure.rules) {
      if (block.entity.text !== entity) continue;
      const rule = block.rules.find((one) => one.kind === flag && one.fields.some((part) => part.text === field));
      if (rule) return { file, block, rule };
    }
  return null;
}

/** What to change in which file, so that a field is so when the text holds; '' for no such rule. Other fields of the same rule keep theirs. */
export function flagEdits(files: RulesFile[], entity: string, field: string, flag: Flag, text: string, spell: (file: RulesFile | null, keyword: string) => string): { path: string; edits: TextEdit[] } | null {
  const found = findFlag(files, entity, field, flag);
  const statement = (file: RulesFile | null) => `${spell(file, flag)} ${field} ${spell(file, 'when')} ${text}`;
  if (found) {
    const { file, rule } = found;
    const others = rule.fields.filter((part) => part.text !== field);
    if (others.length === 0) {
      if (text === '') return { path: file.path, edits: [removeLines(file.text, rule.span)] };
      return { path: file.path, edits: [rule.when ? replace(rule.when.span, text) : { start: rule.span.end, length: 0, newText: ` ${spell(file, 'when')} ${text}` }] };
    }
    const first = rule.fields[0]!.span;
    const last = rule.fields.at(-1)!.span;
    const edits = [replace({ start: first.start, length: last.end - first.start, end: last.end }, others.map((part) => part.text).join(', '))];
    if (text !== '') edits.push({ start: rule.span.end, length: 0, newText: `\n  ${statement(file)}` });
    return { path: file.path, edits };
  }
  if (text === '') return null;
  for (const file of files) {
    const block = file.structure.rules.find((one) => one.entity.text === entity);
    if (block) return { path: file.path, edits: [{ start: block.close, length: 0, newText: `${file.text[block.close - 1] === '\n' ? '' : '\n'}  ${statement(file)}\n` }] };
  }
  const path = `rules/${entity}.rules`;
  const own = files.find((file) => file.path === path) ?? null;
  const before = own?.text ?? '';
  return { path, edits: [{ start: before.length, length: 0, newText: `${before && !before.endsWith('\n') ? '\n' : ''}${spell(own, 'rules')} ${spell(own, 'for')} ${entity} {\n  ${statement(own)}\n}\n` }] };
}
