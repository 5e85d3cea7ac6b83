import type { Label, UiElement } from '@lowcodecrm/web/api';
import { asText, type DraftStore, freshId, type JsonObject } from '../draft/index.ts';

/** A form of an entity: of a file, or made from the fields while there is none. */
export type FormDraft = { name: string; file: string; title: Label | string | undefined; generated: boolean };

export const formFile = (entity: string, name: string) => `forms/${entity}.${name}.json`;
/** The form that records open in. */
export const defaultForm = 'main';

export function formsOf(store: DraftStore, entity: string): FormDraft[] {
  const start = `forms/${entity}.`;
  const found = [...store.snapshot().files.keys()]
    .filter((path) => path.startsWith(start) && path.endsWith('.json'))
    .map((path): FormDraft => ({ name: path.slice(start.length, -5), file: path, title: store.json(path)?.title as Label | undefined, generated: false }));
  if (found.length === 0) return [{ name: defaultForm, file: formFile(entity, defaultForm), title: undefined, generated: true }];
  return found.sort((a, b) => Number(b.name === defaultForm) - Number(a.name === defaultForm) || a.name.localeCompare(b.name));
}

export const emptyLayout: UiElement = { type: 'VerticalLayout', elements: [] };

/** A file for a layout: its id and what it is called stay what they were. */
export function formValue(before: JsonObject | null, layout: UiElement, title: Label | undefined): JsonObject {
  const { id: _i, title: _t, ...rest } = layout as unknown as JsonObject;
  const value: JsonObject = { id: asText(before?.id) ?? freshId('fm') };
  const named = before?.title ?? title;
  if (named !== undefined) value.title = named as JsonObject;
  return { ...value, ...rest };
}
