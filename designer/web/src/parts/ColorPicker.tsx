import { useTranslation } from '@lowcodecrm/web/i18n';
import { hueOf } from '@lowcodecrm/web/ui';
import styles from './ColorPicker.module.css';

const hues = ['gray', 'blue', 'teal', 'green', 'amber', 'orange', 'red', 'purple', 'pink'];

/** One of the nine colours that read in light and dark. */
export function ColorPicker({ value, onValue, label, name }: { value: string | undefined; onValue: (color: string) => void; label: string; name: string }) {
  const { t } = useTranslation('data');
  const chosen = hueOf(value);
  return (
    <div role="radiogroup" aria-label={label} className={styles.colors}>
      {hues.map((hue) => (
        <label key={hue} title={t(`colors.${hue}`)} style={{ color: `var(--${hue})`, backgroundColor: `var(--${hue}-bg)` }}>
          <input type="radio" name={name} className="visually-hidden" aria-label={t(`colors.${hue}`)} checked={hue === chosen} onChange={() => onValue(hue)} />
        </label>
      ))}
    </div>
  );
}
