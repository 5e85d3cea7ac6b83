import { createContext, useContext } from 'react';
import type { Diagnostic } from '../draft/index.ts';
import type { Area } from './areas.tsx';

export type Device = 'desktop' | 'phone';
export type Place = Pick<Diagnostic, 'file' | 'line' | 'column'>;

export type Designer = {
  app: string;
  area: Area | undefined;
  device: Device;
  setDevice: (device: Device) => void;
  /** Leads to where a place of a file is looked at and changed. */
  goTo: (place: Place) => void;
  /** An address of the designer. */
  path: (rest: string) => string;
  publish: () => void;
  /** Where the bar names what is open; see InBar. */
  bar: HTMLElement | null;
};

export const DesignerContext = createContext<Designer | null>(null);

export function useDesigner(): Designer {
  const designer = useContext(DesignerContext);
  if (!designer) throw new Error('useDesigner is for screens of the designer.');
  return designer;
}
