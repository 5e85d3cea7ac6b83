import type { TFunction } from 'i18next';
import { entityOf, fieldOf, inLanguage, type Meta } from '../../api/meta.ts';

type Words = { meta: Meta; entity: string; language: string; t: TFunction };

const KINDS = /^(computed|rollup|validate|default|guard|show|required|readonly|transition|approval|on) /;

/** A rule as people call it: by the field that it fills, by the step that it belongs to, or by its name in plain words. */
export function ruleName(name: string, { meta, entity, language, t }: Words): string {
  if (name === '$restore') return t('history.restoring');
  if (name === 'on delete') return t('history.deleting');
  const own = name.replace(KINDS, '');
  const of = entityOf(meta, entity);
  const label = (of && fieldOf(of, own)?.label) ?? of?.processes?.flatMap((process) => [...process.transitions, process]).find((one) => one.name === own)?.label;
  return inLanguage(label, language, meta) || own.replaceAll('_', ' ');
}
