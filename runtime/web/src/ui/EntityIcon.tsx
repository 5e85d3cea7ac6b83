import styles from './EntityIcon.module.css';
import { entityIcon } from './entityIcons.ts';
import { hueOf } from './hues.ts';
import { Icon } from './Icon.tsx';

export type Drawn = { icon?: string; color?: string };

/** An entity's icon in its colour; `tile` puts it on its fill, as at the head of a record. */
export function EntityIcon({ entity, size = 15, tile }: { entity: Drawn; size?: number; tile?: boolean }) {
  const hue = hueOf(entity.color);
  if (!tile) return <Icon of={entityIcon(entity.icon)} size={size} color={`var(--${hue})`} />;
  return (
    <span className={styles.tile} style={{ backgroundColor: `var(--${hue}-bg)`, width: size, height: size }}>
      <Icon of={entityIcon(entity.icon)} size={size / 2} color={`var(--${hue})`} />
    </span>
  );
}
