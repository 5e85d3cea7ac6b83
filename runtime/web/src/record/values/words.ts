import type { Node } from '@lowcodecrm/rules';
import type { TFunction } from 'i18next';
import { entityOf, type FieldMeta, fieldOf, inLanguage, type Meta } from '../../api/meta.ts';
import { valueText } from '../../forms/index.ts';

type Words = { meta: Meta; entity: string; language: string; t: TFunction };

const RANK: Record<string, number> = { or: 1, and: 2, equal: 4, notequal: 4, less: 4, lessorequal: 4, greater: 4, greaterorequal: 4, coalesce: 5, concat: 6, add: 6, subtract: 6, multiply: 7, divide: 7, mod: 7 };
const SIGN: Record<string, string> = {
  equal: '=',
  notequal: '≠',
  less: '<',
  lessorequal: '≤',
  greater: '>',
  greaterorequal: '≥',
  coalesce: '??',
  concat: '&',
  add: '+',
  subtract: '−',
  multiply: '×',
  divide: '÷',
  mod: 'mod',
};
const HIGHEST = 9;

/** A rule's expression with fields and options by their labels: 金額 × 確度 ÷ 100. */
export function inWords(node: Node, words: Words): string {
  return write(node, words, new Map([[0, words.entity]]), 0);
}

const KINDS = /^(computed|rollup|validate|default|guard|readonly|on) /;

/** A rule as people call it: by the field that it fills, by the step that it belongs to, or by its name in plain words. */
export function ruleName(name: string, { meta, entity, language, t }: Words): string {
  if (name === '$restore') return t('history.restoring');
  if (name === 'on delete') return t('history.deleting');
  const own = name.replace(KINDS, '');
  const of = entityOf(meta, entity);
  const label = (of && fieldOf(of, own)?.label) ?? of?.processes?.flatMap((process) => [...process.transitions, process]).find((one) => one.name === own)?.label;
  return inLanguage(label, language, meta) || own.replaceAll('_', ' ');
}

/** The fields of the record itself that an expression reads, each once. */
export function readsOf(node: unknown, found: Set<string> = new Set()): Set<string> {
  if (!node || typeof node !== 'object') return found;
  const one = node as { k?: string; f?: unknown; r?: { k?: string; s?: number } };
  if (one.k === 'field' && one.r?.k === 'rec' && one.r.s === 0 && typeof one.f === 'string') found.add(one.f);
  for (const value of Object.values(node)) if (typeof value === 'object') readsOf(value, found);
  return found;
}

type Scope = Map<number, string>;

function fieldAt(node: Node | undefined, words: Words, scope: Scope): FieldMeta | undefined {
  if (!node) return undefined;
  if (node.k === 'conv') return fieldAt(node.x, words, scope);
  if (node.k === 'old') return fieldIn(words.entity, node.f, words);
  if (node.k !== 'field') return undefined;
  return fieldIn(ownerOf(node.r, words, scope), node.f, words);
}

function ownerOf(node: Node, words: Words, scope: Scope): string {
  if (node.k === 'rec') return scope.get(node.s) ?? words.entity;
  if (node.k === 'user') return '$user';
  return (node.k === 'field' && (node.e ?? fieldAt(node, words, scope)?.target)) || words.entity;
}

const fieldIn = (entity: string, name: string, { meta }: Words) => {
  const found = entityOf(meta, entity);
  return found && fieldOf(found, name);
};
const labelOf = (field: FieldMeta | undefined, name: string, { language, meta }: Words) => (field ? inLanguage(field.label, language, meta) || field.name : name);

/** @param like The field beside it: it tells what a literal option is called. */
function write(node: Node, words: Words, scope: Scope, rank: number, like?: FieldMeta): string {
  const { t } = words;
  const inner = (one: Node, at = 0, beside?: FieldMeta) => write(one, words, scope, at, beside);
  const wrap = (at: number, text: string) => (at < rank ? `(${text})` : text);
  const list = (items: string[]) => items.join(words.language.startsWith('ja') ? '、' : ', ');
  switch (node.k) {
    case 'lit':
      if (node.v === null) return t('words.empty');
      if (typeof node.v === 'boolean') return t(node.v ? 'common:yes' : 'common:no');
      if (like && like.type !== 'money') return valueText(like, node.v, { meta: words.meta, language: words.language }) || String(node.v);
      return node.t === 'text' ? t('words.quoted', { text: String(node.v) }) : String(node.v);
    case 'rec':
      return t('words.record');
    case 'user':
      return t('words.me');
    case 'field': {
      const name = labelOf(fieldAt(node, words, scope), node.f, words);
      return node.r.k === 'rec' ? name : t('words.of', { owner: inner(node.r, HIGHEST), name });
    }
    case 'old':
      return t('words.before', { name: labelOf(fieldIn(words.entity, node.f, words), node.f, words) });
    case 'changed':
      return t('words.changed', { name: labelOf(fieldIn(words.entity, node.f, words), node.f, words) });
    case 'member':
      return t('words.of', { owner: inner(node.x, HIGHEST), name: node.m });
    case 'var':
      return t('words.interim', { number: node.v + 1 });
    case 'not':
      return t('words.not', { text: inner(node.x, 3) });
    case 'neg':
      return `−${inner(node.x, HIGHEST)}`;
    case 'bin': {
      const own = RANK[node.op] ?? HIGHEST;
      const sign = node.op === 'and' || node.op === 'or' ? t(`words.${node.op}`) : ` ${SIGN[node.op] ?? node.op} `;
      return wrap(own, inner(node.l, own, fieldAt(node.r, words, scope)) + sign + inner(node.r, own + 1, fieldAt(node.l, words, scope)));
    }
    case 'is':
      return t(node.no ? 'words.isEmpty' : 'words.isSet', { text: inner(node.x, 4) });
    case 'in': {
      const field = fieldAt(node.x, words, scope);
      const among = node.c.k === 'set' ? list(node.c.i.map((one) => inner(one, 0, field))) : inner(node.c, 0, field);
      return t(node.no ? 'words.notIn' : 'words.in', { text: inner(node.x, 4), among });
    }
    case 'set':
      return list(node.i.map((one) => inner(one, 0, like)));
    case 'range':
      return `${node.lo ? inner(node.lo, 0, like) : ''}〜${node.hi ? inner(node.hi, 0, like) : ''}`;
    case 'if':
      return wrap(0.5, t('words.if', { condition: inner(node.c), result: inner(node.a, 1, like), otherwise: inner(node.b, 1, like) }));
    case 'let':
      return t('words.let', { number: node.v + 1, value: inner(node.x), text: inner(node.b) });
    case 'conv':
      return write(node.x, words, scope, rank, like);
    case 'text':
      return node.p.map((one) => inner(one, 6)).join(' & ');
    case 'call':
    case 'fn':
      return callOf(
        node.f,
        node.a.map((one) => inner(one)),
        words,
      );
    case 'server':
      return node.f;
    case 'agg': {
      const below: Scope = new Map([...scope, [node.s, node.e]]);
      const entity = entityOf(words.meta, node.e);
      const of = entity ? inLanguage(entity.plural, words.language, words.meta) : node.e;
      const what = node.v ? t('words.of', { owner: of, name: write(node.v, words, below, 0) }) : of;
      const text = t(`words.aggregate.${node.a}`, { what });
      return node.w ? t('words.where', { text, condition: write(node.w, words, below, 0) }) : text;
    }
    default:
      return '…';
  }
}

/** Functions that have a word of their own say it; the others stand as they are called. */
function callOf(name: string, parts: string[], { t }: Words): string {
  const word = t(`words.call.${name}`, { a: parts[0] ?? '', b: parts[1] ?? '', c: parts[2] ?? '', defaultValue: '' });
  return word || `${name}(${parts.join(', ')})`;
}
