import { useTranslation } from '@lowcodecrm/web/i18n';
import { Field, Input } from '@lowcodecrm/web/ui';
import { localesOf, useDraft } from '../draft/index.ts';
import styles from './Data.module.css';

/** A label in each language of the app, while something new is named. */
export function LabelFields({ labels, onLabels, errors }: { labels: Record<string, string>; onLabels: (labels: Record<string, string>) => void; errors?: string }) {
  const { t } = useTranslation('data');
  const { store } = useDraft();
  return (
    <div className={styles.pair}>
      {localesOf(store).map((locale, i) => (
        <Field key={locale} label={t('labelIn', { language: t(`languages.${locale}`, { defaultValue: locale }) })} required={i === 0} error={i === 0 ? errors : undefined}>
          {(control) => <Input {...control} autoFocus={i === 0} lang={locale} value={labels[locale] ?? ''} onValue={(text) => onLabels({ ...labels, [locale]: text })} />}
        </Field>
      ))}
    </div>
  );
}

/** What a new thing is named after, if nobody says otherwise: English first, so that addresses and rules stay short. */
export const nameSource = (labels: Record<string, string>) => labels.en?.trim() || Object.values(labels).find((text) => text.trim()) || '';
