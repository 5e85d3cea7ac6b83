import { useEffect } from 'react';

const stops = 'input:not(:disabled):not([type=hidden]), select:not(:disabled), textarea:not(:disabled), button:not(:disabled), a[href], [tabindex]';
const high = 8;

const stopsIn = (element: Element) => [...element.querySelectorAll<HTMLElement>(stops)].filter((one) => one.tabIndex >= 0);

/**
 * What has the focus may go: a row that is taken out, a button that did its work. Then the focus goes to what stands in its place, not to the beginning of
 * the page, so that whoever works with the keyboard goes on from there.
 */
export function useKeptFocus(frame: { readonly current: HTMLElement | null }) {
  useEffect(() => {
    let last: { element: HTMLElement; places: { of: Element; index: number }[] } | null = null;
    const note = (e: FocusEvent) => {
      const element = e.target as HTMLElement;
      // The form on the canvas sees to it itself.
      if (!frame.current?.contains(element) || element.closest('[role=application], .monaco-editor')) {
        last = null;
        return;
      }
      const places: { of: Element; index: number }[] = [];
      for (let of = element.parentElement; of && of !== frame.current && places.length < high; of = of.parentElement) places.push({ of, index: stopsIn(of).indexOf(element) });
      last = { element, places };
    };
    const rescue = () => {
      if (!last || document.activeElement !== document.body || (last.element.isConnected && !(last.element as HTMLButtonElement).disabled) || document.querySelector('dialog[open]')) return;
      for (const { of, index } of last.places) {
        const left = of.isConnected ? stopsIn(of).filter((one) => one.getClientRects().length > 0) : [];
        if (left.length === 0) continue;
        left[Math.min(Math.max(index, 0), left.length - 1)]!.focus();
        return;
      }
    };
    let frames = 0;
    const observer = new MutationObserver(() => {
      if (!last || document.activeElement !== document.body) return;
      cancelAnimationFrame(frames);
      // Who wants the focus elsewhere takes it first.
      frames = requestAnimationFrame(() => {
        frames = requestAnimationFrame(rescue);
      });
    });
    const root = frame.current;
    document.addEventListener('focusin', note);
    if (root) observer.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
    return () => {
      cancelAnimationFrame(frames);
      document.removeEventListener('focusin', note);
      observer.disconnect();
    };
  }, [frame]);
}
