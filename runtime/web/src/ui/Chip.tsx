import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Chip.module.css';
import hues from './hues.module.css';
import { type Hue, hueOf } from './hues.ts';
import { Icon, type LucideIcon } from './Icon.tsx';

/** A choice's value in its colour. */
export function Chip({ children, color }: { children: ReactNode; color?: Hue | string }) {
  const hue = hueOf(color);
  return <span className={`${styles.chip} ${hues[hue]}`}>{children}</span>;
}

/** A condition on what is shown: pressing it changes it, the cross drops it. */
export function FilterChip({ icon, children, onOpen, onRemove }: { icon?: LucideIcon; children: ReactNode; onOpen?: () => void; onRemove?: () => void }) {
  const { t } = useTranslation();
  return (
    <span className={styles.filter}>
      <button type="button" className={styles.open} onClick={onOpen}>
        {icon && <Icon of={icon} size={14} />}
        <span className="one-line">{children}</span>
      </button>
      {onRemove && (
        <button type="button" className={styles.remove} aria-label={t('common:remove')} onClick={onRemove}>
          <Icon of={X} size={12} />
        </button>
      )}
    </span>
  );
}
