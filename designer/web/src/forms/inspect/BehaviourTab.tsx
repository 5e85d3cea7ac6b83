import { useTranslation } from '@lowcodecrm/web/i18n';
import { FlagSettings } from '../../conditions/FlagSettings.tsx';
import { useDesign } from '../design.ts';
import styles from '../Inspector.module.css';

/** When a field is asked for, shown and open to be written. */
export function BehaviourTab({ field }: { field: string }) {
  const { t } = useTranslation('forms');
  const { entity, labelOfField, meta } = useDesign();
  const origin = meta?.fields.find((one) => one.name === field)?.origin;
  return (
    <>
      <FlagSettings entity={entity.name} field={field} label={labelOfField(field)} />
      {origin && origin !== 'entered' && <p className={styles.hint}>{t(origin === 'system' ? 'systemField' : 'computedField')}</p>}
    </>
  );
}
