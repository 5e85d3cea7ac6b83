import { entityIcons, Icon } from '@lowcodecrm/web/ui';
import styles from '../data/Data.module.css';

/** One of the signs that an entity can have. */
export function IconPicker({ value, onValue, label, name }: { value: string | undefined; onValue: (icon: string) => void; label: string; name: string }) {
  return (
    <div role="radiogroup" aria-label={label} className={styles.icons}>
      {Object.entries(entityIcons).map(([key, icon]) => (
        <label key={key} title={key}>
          <input type="radio" name={name} className="visually-hidden" aria-label={key} checked={entityIcons[value ?? ''] === icon} onChange={() => onValue(key)} />
          <Icon of={icon} size={16} />
        </label>
      ))}
    </div>
  );
}
