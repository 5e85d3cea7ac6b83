import type { LucideIcon } from 'lucide-react';

export type { LucideIcon };

/** A line icon of lucide in the text's colour. Without a label it is decoration. */
export function Icon({ of: Glyph, size = 15, label, className, color }: { of: LucideIcon; size?: number; label?: string; className?: string; color?: string }) {
  return <Glyph size={size} strokeWidth={1.75} className={className} color={color} aria-hidden={label ? undefined : true} aria-label={label} role={label ? 'img' : undefined} style={{ flex: 'none' }} />;
}
