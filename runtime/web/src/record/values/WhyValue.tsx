import { Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FieldMeta } from '../../api/meta.ts';
import { useApp } from '../../shell/app.ts';
import { WhyButton } from '../why/WhyButton.tsx';

/** `?` beside a value that a rule fills, a lock beside one that a rule keeps as it is: one press tells why. */
export function WhyValue({ field }: { field: FieldMeta }) {
  const { t } = useTranslation('record');
  const { text } = useApp();
  const label = text(field.label);
  return field.origin === 'entered' ? (
    <WhyButton question={{ field: field.name, about: 'readonly' }} label={t('why.fixed', { field: label })} icon={Lock} />
  ) : (
    <WhyButton question={{ field: field.name }} label={t('why.of', { field: label })} />
  );
}
