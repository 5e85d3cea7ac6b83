import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useDesigner } from './designer.ts';

/** Puts what is open (entity / form, a switch between them) into the bar, beside the way back. */
export function InBar({ children }: { children: ReactNode }) {
  const { bar } = useDesigner();
  return bar && createPortal(children, bar);
}
