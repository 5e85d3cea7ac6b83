import { Decimal, type EvaluationContext, evaluate, type Kind, type Node, type RecordValue, textOf, type Value } from '@lowcodecrm/rules';
import { inLanguage, type Meta } from '../api/meta.ts';
import type { Message } from './clientRules.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A rule's message for its reader: the same sentence that the server would send. */
export function formatMessage(message: Message | undefined, self: RecordValue, context: EvaluationContext, meta: Meta): string {
  if (!message) return '';
  const language = context.locale;
  const key = [language, language.split('-')[0]!, meta.defaultLocale, '', 'en'].find((one) => message[one]) ?? Object.keys(message)[0];
  const node = key === undefined ? undefined : message[key];
  if (!node) return '';
  if (node.k !== 'text') return textOf(evaluate(node, self, context), node.t) ?? '';
  return node.p.map((part) => (part.k === 'lit' && typeof part.v === 'string' && part.t === 'text' ? part.v : formatted(evaluate(part, self, context), part, context, meta, self.entity))).join('');
}

function formatted(value: Value, node: Node, context: EvaluationContext, meta: Meta, entity: string): string {
  const japanese = context.locale.startsWith('ja');
  if (value === null) return '';
  if (typeof value === 'boolean') return japanese ? (value ? 'はい' : 'いいえ') : value ? 'yes' : 'no';
  if (value instanceof Decimal) return grouped(value.toString());
  if (Array.isArray(value)) return value.map((item) => label(item, node, meta, entity, context.locale)).join(japanese ? '、' : ', ');
  const kind: Kind = node.t;
  switch (kind) {
    case 'int':
      return grouped(String(value));
    case 'choice':
      return label(value as string, node, meta, entity, context.locale);
    case 'date':
      return day(textOf(value, 'date')!, japanese);
    case 'time':
      return clock(textOf(value, 'time')!, japanese);
    case 'datetime': {
      const local = textOf(context.userZone.toLocal(value as bigint), 'datetime')!;
      return `${day(local.slice(0, 10), japanese)} ${clock(local.slice(11, -1), japanese)}`;
    }
    case 'duration':
    case 'period':
      return span(textOf(value, kind)!, kind, japanese);
    case 'record':
      return (value as RecordValue).id ?? '';
    default:
      return textOf(value, kind) ?? '';
  }
}

function grouped(text: string): string {
  const [whole, fraction] = text.split('.') as [string, string | undefined];
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction ? `.${fraction}` : '');
}

function day(date: string, japanese: boolean): string {
  const [y, m, d] = date.split('-').map(Number) as [number, number, number];
  return japanese ? `${y}年${m}月${d}日` : `${months[m - 1]} ${d}, ${y}`;
}

function clock(time: string, japanese: boolean): string {
  const [h, m, s] = time.split(/[:.]/) as [string, string, string];
  return `${japanese ? Number(h) : h}:${m}${s === '00' ? '' : `:${s}`}`;
}

/** P1DT2H as 1日2時間 or 1 day 2 hours. */
function span(iso: string, kind: 'duration' | 'period', japanese: boolean): string {
  const [date = '', time = ''] = iso.replace(/^-?P/, '').split('T');
  const names: Record<string, [string, string]> = kind === 'period' ? { Y: ['year', '年'], M: ['month', 'か月'] } : { D: ['day', '日'], H: ['hour', '時間'], M: ['minute', '分'], S: ['second', '秒'] };
  const units = [...`${date}${time}`.matchAll(/(\d+)(?:\.\d+)?([A-Z])/g)].map(([, count, unit]) => [Number(count), names[unit!]!] as const);
  const kept = units.filter(([count]) => count !== 0);
  const shown = kept.length > 0 ? kept : [[0, kind === 'period' ? names.M! : names.S!] as const];
  const text = japanese ? shown.map(([count, [, ja]]) => `${count}${ja}`).join('') : shown.map(([count, [en]]) => `${count} ${en}${count === 1 ? '' : 's'}`).join(' ');
  return iso.startsWith('-') ? `-${text}` : text;
}

/** An option in the reader's words: the field it comes from tells which options there are. */
function label(value: string, node: Node, meta: Meta, entity: string, language: string): string {
  const field = choiceOf(node, meta, entity);
  const option = field?.options?.find((one) => one.value === value);
  return option ? inLanguage(option.label, language, meta) || value : value;
}

function choiceOf(node: Node, meta: Meta, entity: string): { options?: { value: string; label: Record<string, string> }[] } | undefined {
  if (node.k === 'field' || node.k === 'old') {
    const owner = node.k === 'old' || node.r.k === 'rec' ? entity : 'e' in node.r ? node.r.e : undefined;
    return meta.entities.find((one) => one.name === owner)?.fields.find((one) => one.name === node.f);
  }
  const inside = node.k === 'if' ? [node.a, node.b] : node.k === 'bin' ? [node.l, node.r] : node.k === 'conv' ? [node.x] : node.k === 'let' ? [node.b] : [];
  for (const one of inside) {
    const found = choiceOf(one, meta, entity);
    if (found) return found;
  }
  return undefined;
}
