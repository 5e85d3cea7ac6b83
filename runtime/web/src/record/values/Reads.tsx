import { useTranslation } from 'react-i18next';
import type { FieldMeta } from '../../api/meta.ts';
import { valueText } from '../../forms/index.ts';
import { useApp } from '../../shell/app.ts';
import { useRecordPage } from '../context.ts';
import styles from './values.module.css';

/** The values that a rule looked at, as they are now. */
export function Reads({ fields }: { fields: FieldMeta[] }) {
  const { t } = useTranslation('record');
  const { meta, language, text } = useApp();
  const { entity, inPlace } = useRecordPage();
  const { model } = inPlace;
  if (fields.length === 0) return null;
  return (
    <dl className={styles.reads}>
      {fields.map((field) => (
        <div key={field.name}>
          <dt>{text(field.label)}</dt>
          <dd>
            {valueText(field, model.values[field.property], {
              meta,
              language,
              entity: entity.name,
              record: { ...model.related, ...model.values, [field.name]: model.related[field.name] ?? model.values[field.property] },
            }) || t('words.empty')}
          </dd>
        </div>
      ))}
    </dl>
  );
}
