import { useTranslation } from 'react-i18next';
import type { FieldMeta } from '../../api/meta.ts';
import { useFieldFrame } from '../../forms/context.ts';
import { clientRules } from '../../rules/index.ts';
import { useApp } from '../../shell/app.ts';
import { useRecordPage } from '../context.ts';
import { WhyButton } from './WhyButton.tsx';
import styles from './why.module.css';

/** What the form has and a rule hides now, so that nobody looks for it in vain. */
export function HiddenFields() {
  const { t } = useTranslation('record');
  const { meta } = useApp();
  const { entity, inPlace } = useRecordPage();
  const ruled = new Set((clientRules(meta).entities[entity.name]?.states ?? []).flatMap((rule) => (rule.kind === 'show' ? rule.fields : [])));
  const fields = inPlace.model.fields.filter((field) => ruled.has(field.name));
  if (fields.length === 0) return null;
  return (
    <div className={styles.hidden}>
      <span>{t('why.hiddenFields')}</span>
      {fields.map((field) => (
        <Hidden key={field.name} field={field} />
      ))}
    </div>
  );
}

function Hidden({ field }: { field: FieldMeta }) {
  const { t } = useTranslation('record');
  const { text } = useApp();
  const { inPlace } = useRecordPage();
  const { shown } = useFieldFrame(inPlace.model, field.property);
  if (shown) return null;
  const name = text(field.label);
  return (
    <WhyButton question={{ field: field.name, about: 'show' }} label={t('why.hidden', { field: name })} className={styles.hiddenField}>
      {name}
      <span className="visually-hidden">{t('why.ask')}</span>
    </WhyButton>
  );
}
