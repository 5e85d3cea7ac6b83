import { useCallback, useLayoutEffect, useRef } from 'react';

/** An input that is drawn anew under somebody's hands keeps focus and caret. Call what is returned before the change; after it, the input of the same id has them again. */
export function useHeldFocus(changed: unknown): () => void {
  const held = useRef<{ id: string; start: number | null; end: number | null } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each change
  useLayoutEffect(() => {
    const before = held.current;
    held.current = null;
    if (!before || (document.activeElement !== null && document.activeElement !== document.body)) return;
    const element = document.getElementById(before.id);
    element?.focus();
    if ((element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) && before.start !== null) element.setSelectionRange(before.start, before.end);
  }, [changed]);
  return useCallback(() => {
    const element = document.activeElement;
    const text = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element : null;
    held.current = element?.id ? { id: element.id, start: text?.selectionStart ?? null, end: text?.selectionEnd ?? null } : null;
  }, []);
}
