import type { EntityMeta, FieldMeta, Meta } from '@lowcodecrm/web/api';
import { inLanguage } from '@lowcodecrm/web/api';

/** Made-up values for a form of which there is no record yet: they show how wide a value is, and look like what they stand for. */
export function sampleOf(entity: EntityMeta, meta: Meta): Record<string, unknown> {
  return Object.fromEntries(entity.fields.flatMap((field) => (field.origin === 'entered' ? [[field.property, sampleValue(field, meta)] as const] : [])).filter(([, value]) => value !== undefined));
}

function sampleValue(field: FieldMeta, meta: Meta): unknown {
  const ja = meta.defaultLocale.startsWith('ja');
  if (field.default !== undefined) return field.default;
  switch (field.type) {
    case 'text':
      return inLanguage(field.label, meta.defaultLocale, meta).slice(0, field.maxLength ?? 200);
    case 'longText':
      return ja ? '複数行の文章が入ります。' : 'A text of several lines.';
    case 'integer':
    case 'rating':
      return String(Math.max(field.min ?? 3, 3) > (field.max ?? 3) ? field.max : Math.max(field.min ?? 3, 3));
    case 'decimal':
    case 'money':
      return String(Math.min(field.max ?? 1_200_000, 1_200_000));
    case 'percent':
      return '30';
    case 'boolean':
      return true;
    case 'choice':
      return field.options?.[0]?.value;
    case 'multiChoice':
      return field.options?.slice(0, 2).map((option) => option.value);
    case 'email':
      return 'taro@example.com';
    case 'url':
      return 'https://example.com/';
    case 'phone':
      return '+81312345678';
    case 'currency':
      return meta.currency;
    default:
      return undefined;
  }
}
