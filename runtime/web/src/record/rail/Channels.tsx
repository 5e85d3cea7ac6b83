import { Mail, Phone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { entityOf, type FieldMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { useApp } from '../../shell/app.ts';
import { titleOf } from '../../shell/titles.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useRecordPage } from '../context.ts';
import styles from './rail.module.css';

type Reach = { kind: 'phone' | 'email'; value: string; whose: string };

/** The ways to reach whom the record is about: its own phone and address, else those of the person or company that it names. */
export function Channels() {
  const { t } = useTranslation('record');
  const { meta, language } = useApp();
  const { entity, record } = useRecordPage();
  const found: Reach[] = [];
  const look = (fields: FieldMeta[], of: RecordData, whose: string) => {
    for (const kind of ['phone', 'email'] as const) {
      const field = fields.find((one) => one.type === kind && of[one.property]);
      if (field && !found.some((one) => one.kind === kind)) found.push({ kind, value: String(of[field.property]), whose });
    }
  };
  look(entity.fields, record, titleOf(entity, record, language));
  const lookups = entity.fields.filter((field) => field.type === 'lookup' && record[field.name]);
  // A person before a company.
  for (const field of [...lookups].sort((a, b) => rank(a) - rank(b))) {
    const target = entityOf(meta, field.target ?? '');
    if (target) look(target.fields, record[field.name] as RecordData, titleOf(target, record[field.name] as RecordData, language));
  }
  function rank(field: FieldMeta) {
    const target = entityOf(meta, field.target ?? '');
    return target?.fields.some((one) => one.type === 'personName') ? 0 : 1;
  }
  if (found.length === 0) return null;
  return (
    <ul className={styles.channels} aria-label={t('rail.channels')}>
      {found.map((one) => (
        <li key={one.kind}>
          <a href={one.kind === 'phone' ? `tel:${one.value}` : `mailto:${one.value}`} title={`${one.whose} ${one.value}`} className={styles.channel}>
            <Icon of={one.kind === 'phone' ? Phone : Mail} />
            {t(`rail.${one.kind}`)}
            <span className="visually-hidden">
              {one.whose} {one.value}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
