import type { UiElement } from '@lowcodecrm/web/api';
import { childPath, elementAt, fits, isContainer, isInside, type Path, parentOf, type Target } from './layout.ts';

const rim = 8;
const sideShare = 0.14;

type Dragged = { element: UiElement; from: Path | null };

/** Where what is dragged would land, for a point of the canvas. Undefined: as before. */
export function targetAt(canvas: HTMLElement, x: number, y: number, layout: UiElement, dragged: Dragged): Target | null | undefined {
  const hit = document.elementFromPoint(x, y);
  if (!hit || !canvas.contains(hit)) return null;
  const tab = hit.closest<HTMLElement>('[role=tab]');
  if (tab) {
    // A tab that is hovered over with something in the hand opens.
    if (tab.getAttribute('aria-selected') !== 'true') tab.click();
    return undefined;
  }
  const block = hit.closest<HTMLElement>('[data-path]');
  const path = block?.dataset.path ?? '';
  if (dragged.from !== null && isInside(path, dragged.from) && path !== '') return null;
  const element = elementAt(layout, path);
  if (!element) return null;
  const box = block?.getBoundingClientRect();
  let found: Target | null;
  if (!isContainer(element)) found = beside(canvas, path, x, y, layout, dragged);
  else if (box && element.type !== 'Category' && (y < box.top + rim || y > box.bottom - rim)) found = { parent: parentOf(path).parent, index: parentOf(path).index + (y < box.top + rim ? 0 : 1) };
  else found = within(canvas, path, x, y, layout, dragged);
  return found && unmoved(found, dragged.from) ? null : found;
}

const blockAt = (canvas: HTMLElement, path: Path) => canvas.querySelector<HTMLElement>(`[data-path="${path}"]`);

function within(canvas: HTMLElement, path: Path, x: number, y: number, layout: UiElement, dragged: Dragged): Target | null {
  const element = elementAt(layout, path)!;
  let nearest: { index: number; distance: number } | null = null;
  for (const index of (element.elements ?? []).keys()) {
    const box = blockAt(canvas, childPath(path, index))?.getBoundingClientRect();
    if (!box || box.height === 0) continue;
    const distance = Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
    if (!nearest || distance < nearest.distance) nearest = { index, distance };
  }
  if (!nearest) return climb({ parent: path, index: element.elements?.length ?? 0 }, layout, dragged.element, true);
  return beside(canvas, childPath(path, nearest.index), x, y, layout, dragged);
}

/** Before or after an element, or in a row with it. */
function beside(canvas: HTMLElement, path: Path, x: number, y: number, layout: UiElement, dragged: Dragged): Target | null {
  const box = blockAt(canvas, path)!.getBoundingClientRect();
  const { parent, index } = parentOf(path);
  const holder = elementAt(layout, parent)!;
  const here = elementAt(layout, path)!;
  if (holder.type === 'Categorization' && dragged.element.type !== 'Category') return within(canvas, path, x, y, layout, dragged);
  const around = (blockAt(canvas, parent) ?? canvas).getBoundingClientRect();
  const inLine = box.width < around.width * 0.75;
  const share = (x - box.left) / box.width;
  if (!inLine && !isContainer(here) && here.type !== 'Divider' && fits(dragged.element, { type: 'HorizontalLayout' }) && holder.type !== 'HorizontalLayout' && y > box.top && y < box.bottom) {
    if (share < sideShare) return { parent, index, beside: 'left' };
    if (share > 1 - sideShare) return { parent, index, beside: 'right' };
  }
  const later = inLine ? share > 0.5 : y > box.top + box.height / 2;
  return climb({ parent, index: index + (later ? 1 : 0) }, layout, dragged.element, y > box.top + box.height / 2);
}

/** Out of what it does not fit in. */
function climb(target: Target, layout: UiElement, element: UiElement, below: boolean): Target | null {
  let here = target;
  for (;;) {
    const parent = elementAt(layout, here.parent);
    if (parent && fits(element, parent)) return here;
    if (here.parent === '') return null;
    const out = parentOf(here.parent);
    here = { parent: out.parent, index: out.index + (below ? 1 : 0) };
  }
}

function unmoved(target: Target, from: Path | null): boolean {
  if (from === null) return false;
  if (isInside(target.parent, from)) return true;
  const { parent, index } = parentOf(from);
  return target.parent === parent && (target.beside ? target.index === index : target.index === index || target.index === index + 1);
}
