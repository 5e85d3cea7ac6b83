import { composing } from '@lowcodecrm/web/ui';
import { useEffect } from 'react';

const parts = 'header, nav, aside, section[aria-label], [role=application]';
const stops = '[aria-current=true][tabindex="0"], [tabindex="0"], input:not(:disabled), select, textarea, button:not(:disabled), a[href]';

/** The parts of the page that stand side by side: none within another. */
function partsOf(frame: HTMLElement): HTMLElement[] {
  const all = [...frame.querySelectorAll<HTMLElement>(parts)].filter((one) => one.getClientRects().length > 0 && stopIn(one));
  const outer = all.filter((one) => !all.some((other) => other !== one && other.contains(one)));
  const main = frame.querySelector<HTMLElement>('main');
  return main && !outer.some((one) => main.contains(one)) ? [...outer, main].sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1)) : outer;
}

const stopIn = (part: HTMLElement) => [...part.querySelectorAll<HTMLElement>(stops)].find((one) => one.getClientRects().length > 0 && one.tabIndex >= 0 && !one.closest('[inert]'));

/** F6 goes from part to part, to what had the focus there last; with Shift, back. */
export function useRegions(frame: { readonly current: HTMLElement | null }) {
  useEffect(() => {
    const last = new WeakMap<HTMLElement, HTMLElement>();
    const listen = (e: KeyboardEvent) => {
      if (composing(e) || e.key !== 'F6' || e.altKey || e.ctrlKey || e.metaKey || !frame.current || document.querySelector('dialog[open]')) return;
      e.preventDefault();
      const all = partsOf(frame.current);
      const focused = document.activeElement as HTMLElement;
      const at = all.findIndex((part) => part.contains(focused));
      if (at >= 0) last.set(all[at]!, focused);
      const next = all[(at + (e.shiftKey ? -1 : 1) + all.length) % all.length];
      const before = next && last.get(next);
      (before && next.contains(before) && before.getClientRects().length > 0 ? before : next && stopIn(next))?.focus();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [frame]);
}
