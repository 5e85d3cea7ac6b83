import { createContext, type ReactNode, useContext } from 'react';
import type { FieldMeta, UiElement } from '../api/meta.ts';
import type { FieldView } from './model.ts';

export type FormMode = 'edit' | 'read';

/** How a form is drawn around its fields. */
export type FormOptions = {
  mode: FormMode;
  /** Instead of the plain value in `read`: the record page edits in place. */
  renderValue?: (field: FieldMeta, view: FieldView) => ReactNode;
  /** Around each element of the layout: the designer selects and moves them. `path` is the element's place: `elements.0.elements.2`. */
  decorate?: (element: UiElement, path: string, drawn: ReactNode) => ReactNode;
  /** Shown beside a value that a rule fills. */
  renderWhy?: (field: FieldMeta) => ReactNode;
  hrefOf?: (entity: string, id: string) => string;
  /** In `read`: child rows edited where they stand, one list at a time. `end` stands below the list that is edited. */
  rows?: { editing: string | null; begin: (list: string) => void; end: ReactNode };
  pathOf: (element: object) => string;
  idOf: (property: string) => string;
  autoFocus?: string;
};

export const OptionsContext = createContext<FormOptions>({ mode: 'edit', pathOf: () => '', idOf: (property) => property });
export const useFormOptions = () => useContext(OptionsContext);

/** What the group around is called: what is called the same need not say so again. */
const GroupContext = createContext('');
export const GroupLabel = GroupContext.Provider;
export const useGroupLabel = () => useContext(GroupContext);

/** Kept for elements of earlier layouts too: while a layout is replaced, those of the one before are drawn once more. */
const paths = new WeakMap<object, string>();

/** The place of each element in its layout. */
export function pathsIn(layout: UiElement): (element: object) => string {
  const walk = (element: UiElement, path: string) => {
    paths.set(element, path);
    for (const [i, child] of (element.elements ?? []).entries()) walk(child, `${path && `${path}.`}elements.${i}`);
  };
  walk(layout, '');
  return (element) => paths.get(element) ?? '';
}
