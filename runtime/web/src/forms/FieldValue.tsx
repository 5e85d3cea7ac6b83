import { Paperclip, Star } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type FieldMeta, inLanguage, type Meta } from '../api/meta.ts';
import { formatReading } from '../i18n/formats.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Chip } from '../ui/Chip.tsx';
import { hueFor } from '../ui/hues.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './FieldValue.module.css';
import { type FileValue, fileUrl } from './values/files.ts';
import { RichText } from './values/RichText.tsx';
import { relatedOf, valueText } from './values/valueText.ts';

export type FieldValueProps = {
  meta: Meta;
  entity?: string;
  field: FieldMeta;
  value: unknown;
  /** The rest of the record: its currency, the record that a lookup names (by `$expand`). */
  record?: Record<string, unknown>;
  /** On one line, as in a list; else as much as there is. */
  line?: boolean;
  /** Where to go from a lookup. */
  hrefOf?: (entity: string, id: string) => string;
};

/** A value as people read it. Nothing is shown for nothing. */
export function FieldValue({ meta, entity, field, value, record, line, hrefOf }: FieldValueProps): ReactNode {
  const { i18n, t } = useTranslation();
  const language = i18n.language;
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return null;
  const words = field.type === 'boolean' ? { yes: t('common:yes'), no: t('common:no') } : undefined;
  const text = () => valueText(field, value, { meta, language, record, entity, ...words });
  const option = (one: unknown) => {
    const found = field.options?.find((each) => each.value === one);
    const label = found ? inLanguage(found.label, language, meta) || found.value : String(one);
    return found?.color ? <Chip color={found.color}>{label}</Chip> : label;
  };
  switch (field.type) {
    case 'integer':
    case 'decimal':
    case 'money':
    case 'percent':
    case 'date':
    case 'datetime':
    case 'time':
    case 'duration':
    case 'autoNumber':
    case 'phone':
      return field.type === 'phone' && !line ? (
        <a className={styles.numbers} href={`tel:${String(value)}`}>
          {text()}
        </a>
      ) : (
        <span className={styles.numbers}>{text()}</span>
      );
    case 'choice':
      return option(value);
    case 'multiChoice':
      return (
        <span className={styles.several}>
          {(value as string[]).map((one) => (
            <span key={one}>{option(one)}</span>
          ))}
        </span>
      );
    case 'tags':
      return (
        <span className={styles.several}>
          {(value as string[]).map((one) => (
            <Chip key={one} color={hueFor(one)}>
              {one}
            </Chip>
          ))}
        </span>
      );
    case 'lookup':
    case 'user': {
      const title = text();
      if (!title) return null;
      const name = relatedOf(field, record)?.name;
      const isPerson = field.type === 'user' || (typeof name === 'object' && name !== null && 'family' in name);
      const href = field.target && hrefOf?.(field.target, String(value));
      return (
        <span className={styles.named}>
          <Avatar name={title} square={!isPerson} />
          {href ? (
            <a className="one-line" href={href}>
              {title}
            </a>
          ) : (
            <span className="one-line">{title}</span>
          )}
        </span>
      );
    }
    case 'personName': {
      const reading = formatReading(value as never);
      return (
        <span className={styles.named}>
          <span className={line ? 'one-line' : undefined}>{text()}</span>
          {reading && !line && <span className={styles.reading}>{reading}</span>}
        </span>
      );
    }
    case 'email':
      return line ? <span className="one-line">{String(value)}</span> : <a href={`mailto:${String(value)}`}>{String(value)}</a>;
    case 'url':
      return (
        <a className={line ? 'one-line' : styles.breaking} href={String(value)} target="_blank" rel="noreferrer">
          {String(value)
            .replace(/^https?:\/\//, '')
            .replace(/\/$/, '')}
        </a>
      );
    case 'richText':
      return line ? <span className="one-line">{text()}</span> : <RichText html={String(value)} />;
    case 'longText':
      return <span className={line ? 'one-line' : styles.prose}>{String(value)}</span>;
    case 'rating':
      return (
        <span className={styles.stars} role="img" aria-label={text()}>
          {Array.from({ length: Number(value) }, (_, i) => i).map((i) => (
            <Icon key={i} of={Star} size={14} />
          ))}
        </span>
      );
    case 'file':
    case 'image': {
      const file = value as FileValue;
      const href = fileUrl(meta.name, file.id);
      if (field.type === 'image' && !line)
        return (
          <a href={href} target="_blank" rel="noreferrer">
            <img className={styles.picture} src={href} alt={file.name} loading="lazy" />
          </a>
        );
      return (
        <a className={styles.named} href={href} target="_blank" rel="noreferrer">
          <Icon of={Paperclip} size={14} />
          <span className="one-line">{file.name}</span>
        </a>
      );
    }
    case 'json':
      return <code className={line ? 'one-line' : styles.breaking}>{text()}</code>;
    default:
      return <span className={line ? 'one-line' : styles.breaking}>{text()}</span>;
  }
}
