import { LoaderCircle } from 'lucide-react';
import type { ButtonHTMLAttributes, Ref } from 'react';
import styles from './Button.module.css';
import { Icon, type LucideIcon } from './Icon.tsx';
import { Tooltip } from './Tooltip.tsx';

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  /** One primary on a screen; what is left over goes into a menu. */
  kind?: 'primary' | 'default' | 'text' | 'danger' | 'link';
  size?: 'medium' | 'small';
  icon?: LucideIcon;
  /** Shows at work and takes no second press. */
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
};

export function Button({ kind = 'default', size = 'medium', icon, busy, className, children, type = 'button', disabled, ...rest }: ButtonProps) {
  const classes = [styles.button, styles[kind], size === 'small' && styles.small, !children && styles.square, className].filter(Boolean).join(' ');
  return (
    <button {...rest} type={type} className={classes} disabled={disabled || busy} aria-busy={busy || undefined}>
      {busy ? <Icon of={LoaderCircle} className={styles.spin} /> : icon && <Icon of={icon} />}
      {children && <span className={styles.caption}>{children}</span>}
    </button>
  );
}

/** A button of an icon alone: its label is read aloud, and shown on hover and focus. */
export function IconButton({ label, keys, kind = 'text', ...rest }: ButtonProps & { label: string; icon: LucideIcon; keys?: string }) {
  return (
    <Tooltip text={label} keys={keys}>
      <Button {...rest} kind={kind} aria-label={label} />
    </Tooltip>
  );
}
