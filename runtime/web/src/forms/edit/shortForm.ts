import type { EntityMeta, UiElement } from '../../api/meta.ts';

/** What a record cannot do without: its name and how that is read, what is required, what is given. In the order of its form; null where that leaves nothing out. */
export function shortForm(layout: UiElement | undefined, entity: EntityMeta, given: Record<string, unknown>): UiElement | null {
  const controls = layout ? controlsIn(layout) : [];
  const needed = new Set(
    entity.fields
      .filter((field) => !field.readonly && field.type !== 'childList' && (field.required || field.name === entity.display || field.name === `${entity.display}_reading` || field.property in given))
      .flatMap((field) => [field.name, field.property]),
  );
  const elements = controls.filter((control) => needed.has(nameIn(control)));
  return elements.length > 0 && elements.length < controls.length ? { type: 'VerticalLayout', elements } : null;
}

const nameIn = (control: UiElement) => decodeURIComponent(control.scope!.split('/').at(-1)!);
const controlsIn = (element: UiElement): UiElement[] => [...(element.scope ? [element] : []), ...(element.elements ?? []).flatMap(controlsIn)];
