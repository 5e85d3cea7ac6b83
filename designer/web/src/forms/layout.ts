import type { UiElement } from '@lowcodecrm/web/api';

/** A place among the elements of a layout: `elements.0.elements.2` is the third of the first; '' is the layout itself. */
export type Path = string;
/** Where something lands: among the elements of `parent` before the one at `index`, or in a row with that one. */
export type Target = { parent: Path; index: number; beside?: 'left' | 'right' };
export type Placed = { layout: UiElement; path: Path };

const containers = new Set(['VerticalLayout', 'HorizontalLayout', 'Group', 'Categorization', 'Category']);
export const isContainer = (element: UiElement) => containers.has(element.type);

const steps = (path: Path) => (path.match(/\d+/g) ?? []).map(Number);
const join = (indices: number[]): Path => indices.map((i) => `elements.${i}`).join('.');
export const childPath = (path: Path, index: number): Path => `${path && `${path}.`}elements.${index}`;

export function parentOf(path: Path): { parent: Path; index: number } {
  const all = steps(path);
  return { parent: join(all.slice(0, -1)), index: all.at(-1) ?? 0 };
}

export function elementAt(layout: UiElement, path: Path): UiElement | undefined {
  let here: UiElement | undefined = layout;
  for (const step of steps(path)) here = here?.elements?.[step];
  return here;
}

/** Every element with its place, in the order of reading; the layout itself is not among them. */
export function* walk(layout: UiElement, path: Path = ''): Generator<[UiElement, Path]> {
  for (const [i, element] of (layout.elements ?? []).entries()) {
    const at = childPath(path, i);
    yield [element, at];
    yield* walk(element, at);
  }
}

export const fieldOfElement = (element: UiElement): string | undefined => (element.type === 'Control' ? decodeURIComponent(element.scope?.split('/').at(-1) ?? '') : undefined);
export const controlOf = (field: string): UiElement => ({ type: 'Control', scope: `#/properties/${field}` });
export const fieldsIn = (layout: UiElement): Set<string> => new Set([...walk(layout)].flatMap(([element]) => fieldOfElement(element) ?? []));
export const pathOfField = (layout: UiElement, field: string): Path | undefined => [...walk(layout)].find(([element]) => fieldOfElement(element) === field)?.[1];
export const isInside = (path: Path, of: Path) => path === of || path.startsWith(`${of}.`);

/** Changes a copy; the path answered is where the element that `work` returns stands afterwards. */
function changed(layout: UiElement, work: (copy: UiElement) => UiElement | null | undefined): Placed | null {
  const copy = structuredClone(layout);
  const element = work(copy);
  if (element === null) return null;
  return { layout: copy, path: (element && [...walk(copy)].find(([one]) => one === element)?.[1]) ?? '' };
}

/** A row that holds one thing or nothing is no row any more. */
function tidy(root: UiElement, row: UiElement | undefined): void {
  if (row?.type !== 'HorizontalLayout' || (row.elements?.length ?? 0) > 1) return;
  for (const [element] of [[root, ''] as const, ...walk(root)]) {
    const at = element.elements?.indexOf(row) ?? -1;
    if (at < 0) continue;
    element.elements!.splice(at, 1, ...(row.elements ?? []));
    return;
  }
}

function put(root: UiElement, target: Target, element: UiElement): boolean {
  const parent = elementAt(root, target.parent);
  if (!parent || !isContainer(parent) || !fits(element, parent)) return false;
  parent.elements ??= [];
  const beside = target.beside && parent.elements[target.index];
  if (beside) parent.elements.splice(target.index, 1, { type: 'HorizontalLayout', elements: target.beside === 'left' ? [element, beside] : [beside, element] });
  else parent.elements.splice(target.index, 0, element);
  return true;
}

/** Tabs hold tabs, and tabs stand nowhere else; what has a title of its own stands in no row. */
export function fits(element: UiElement, parent: UiElement): boolean {
  if ((element.type === 'Category') !== (parent.type === 'Categorization')) return false;
  return parent.type !== 'HorizontalLayout' || !['Group', 'Categorization', 'HorizontalLayout', 'Divider'].includes(element.type);
}

export const insert = (layout: UiElement, target: Target, element: UiElement): Placed | null =>
  changed(layout, (root) => {
    const fresh = structuredClone(element);
    return put(root, target, fresh) ? fresh : null;
  });

export const remove = (layout: UiElement, path: Path): UiElement =>
  changed(layout, (root) => {
    const { parent, index } = parentOf(path);
    const from = elementAt(root, parent);
    from?.elements?.splice(index, 1);
    tidy(root, from);
    return undefined;
  })!.layout;

/** Null where it would stand in itself, or where such a thing cannot stand. */
export function move(layout: UiElement, path: Path, target: Target): Placed | null {
  if (isInside(target.parent, path)) return null;
  if (target.beside && childPath(target.parent, target.index) === path) return null;
  return changed(layout, (root) => {
    const from = elementAt(root, parentOf(path).parent);
    const element = elementAt(root, path);
    if (!from?.elements || !element) return null;
    // Its place is kept by a stand-in until it is put elsewhere, so that the target still means what it meant.
    const gap: UiElement = { type: 'Label' };
    from.elements.splice(parentOf(path).index, 1, gap);
    if (!put(root, target, element)) return null;
    const holder = [root, ...[...walk(root)].map(([one]) => one)].find((one) => one.elements?.includes(gap));
    holder?.elements?.splice(holder.elements.indexOf(gap), 1);
    tidy(root, holder);
    return element;
  });
}

/** One step up or down in the order of reading: past a neighbour, into a group, out of one. */
export function stepOf(layout: UiElement, path: Path, by: -1 | 1): Target | null {
  const { parent, index } = parentOf(path);
  const element = elementAt(layout, path)!;
  const here = elementAt(layout, parent)!;
  const neighbour = here.elements?.[index + by];
  if (neighbour && here.type !== 'HorizontalLayout') {
    const inner = entrance(neighbour, childPath(parent, index + by), by);
    if (inner && !isContainer(element)) return inner;
    return { parent, index: by < 0 ? index - 1 : index + 2 };
  }
  if (parent === '') return null;
  const out = parentOf(parent);
  const above = elementAt(layout, out.parent)!;
  if (here.type === 'Category' && !isContainer(element)) {
    const next = above.elements?.[out.index + by];
    if (next) return entrance(next, childPath(out.parent, out.index + by), by);
  }
  if (above.type === 'Categorization') {
    const of = parentOf(out.parent);
    return out.parent === '' ? null : { parent: of.parent, index: by < 0 ? of.index : of.index + 1 };
  }
  return element.type === 'Category' ? null : { parent: out.parent, index: by < 0 ? out.index : out.index + 1 };
}

/** Where a group, or the nearest tab, is entered from above or below. */
function entrance(element: UiElement, path: Path, by: -1 | 1): Target | null {
  const count = element.elements?.length ?? 0;
  if (element.type === 'Categorization') {
    const at = by < 0 ? count - 1 : 0;
    return count > 0 ? entrance(element.elements![at]!, childPath(path, at), by) : null;
  }
  return ['Group', 'VerticalLayout', 'Category'].includes(element.type) ? { parent: path, index: by < 0 ? count : 0 } : null;
}

/** One step to the side: past a neighbour of the row, or into a row with the element before or after. */
export function sideOf(layout: UiElement, path: Path, by: -1 | 1): Target | null {
  const { parent, index } = parentOf(path);
  const here = elementAt(layout, parent)!;
  const neighbour = here.elements?.[index + by];
  if (!neighbour || isContainer(elementAt(layout, path)!)) return null;
  if (here.type === 'HorizontalLayout') return { parent, index: by < 0 ? index - 1 : index + 2 };
  if (neighbour.type === 'HorizontalLayout') return { parent: childPath(parent, index + by), index: by < 0 ? (neighbour.elements?.length ?? 0) : 0 };
  return isContainer(neighbour) ? null : { parent, index: index + by, beside: by < 0 ? 'right' : 'left' };
}

/** After an element, or at the end of the layout's last group. */
export function after(layout: UiElement, path: Path | null, element: UiElement): Target {
  let at = path;
  while (at) {
    const { parent, index } = parentOf(at);
    const here = elementAt(layout, at);
    if (at === path && here && isContainer(here) && here.type !== 'HorizontalLayout' && here.type !== 'Categorization' && fits(element, here)) return { parent: at, index: here.elements?.length ?? 0 };
    const holder = elementAt(layout, parent);
    if (holder && holder.type !== 'HorizontalLayout' && fits(element, holder)) return { parent, index: index + 1 };
    at = parent;
  }
  const last = (layout.elements?.length ?? 0) - 1;
  const end = layout.elements?.[last];
  if (layout.type === 'Categorization' && end && element.type !== 'Category') return { parent: childPath('', last), index: end.elements?.length ?? 0 };
  return { parent: '', index: last + 1 };
}

/** Puts another object in place of one. */
export const replace = (layout: UiElement, path: Path, work: (element: UiElement) => UiElement): UiElement =>
  changed(layout, (root) => {
    if (path === '') {
      Object.assign(root, work(root));
      return undefined;
    }
    const { parent, index } = parentOf(path);
    const elements = elementAt(root, parent)?.elements;
    if (elements?.[index]) elements[index] = work(elements[index]);
    return undefined;
  })!.layout;
