import type { EntityMeta, UiElement } from '@lowcodecrm/web/api';
import { createContext, useContext } from 'react';
import type { Edits, EntityDraft, JsonObject } from '../draft/index.ts';
import type { Path, Placed, Target } from './layout.ts';

export type Access = 'write' | 'read' | 'hidden';

/** Something new in the hand: a field of the entity, a field that is yet to be made, or a part of the layout. */
export type Fresh = { kind: 'field'; name: string } | { kind: 'type'; type: string } | { kind: 'layout'; type: string };

/** A form while it is designed, and what can be done with it. */
export type Design = {
  entity: EntityDraft;
  /** As the draft's description has it: with the system's own fields. */
  meta: EntityMeta | undefined;
  form: string;
  file: string;
  layout: UiElement;
  labelOfField: (name: string) => string;
  propertyOf: (name: string) => JsonObject | undefined;
  nameOf: (element: UiElement) => string;
  labelOfFresh: (fresh: Fresh) => string;
  widthOf: (element: UiElement) => string | undefined;
  /** What the role looked through may do with a field. */
  access: (field: string) => Access;
  /** One step: the layout becomes another, and what else belongs to it. */
  edit: (label: string, layout: UiElement, also?: (edits: Edits) => void) => void;
  apply: (label: string, placed: Placed | null, also?: (edits: Edits) => void) => boolean;
  /** Puts something new at a place, or where it belongs next. */
  add: (fresh: Fresh, target?: Target) => void;
  move: (path: Path, target: Target | null) => void;
  canCopy: (path: Path) => boolean;
  copy: (path: Path) => void;
  takeOff: (path: Path) => void;
};

export const DesignContext = createContext<Design | null>(null);

export function useDesign(): Design {
  const design = useContext(DesignContext);
  if (!design) throw new Error('There is no form here.');
  return design;
}
