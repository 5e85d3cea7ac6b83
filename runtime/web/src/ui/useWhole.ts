import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react';

/** Between two tabs, as the stylesheet has it. */
const GAP = 20;
const EDGE = '\n';

/** Which tabs have no room, so that none is cut: the active one always has, the others from the start. Measured only where somebody is told. */
export function useWhole<K extends string>(
  root: RefObject<HTMLElement | null>,
  list: RefObject<HTMLElement | null>,
  tabs: { key: K; text?: string }[],
  active: K,
  onHidden: ((keys: K[]) => void) | undefined,
): ReadonlySet<string> {
  const [away, setAway] = useState('');
  const tell = useRef(onHidden);
  tell.current = onHidden;
  const isOn = onHidden !== undefined;
  const stands = tabs.map((tab) => `${tab.key} ${tab.text ?? ''}`).join(EDGE);
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when what stands there changes
  useLayoutEffect(() => {
    const box = root.current;
    if (!isOn || !box) return;
    const measure = () => {
      const all = [...(list.current?.querySelectorAll<HTMLElement>('[data-key]') ?? [])].map((one) => ({ key: one.dataset.key as K, width: one.offsetWidth + GAP }));
      // Not drawn: a list to choose from stands there instead.
      if (all.every((one) => one.width === GAP)) return box.style.removeProperty('flex');
      // As wide as all of them where there is room, so that it is seen when there is room again.
      box.style.flex = `0 1 ${all.reduce((sum, one) => sum + one.width, -GAP)}px`;
      let room = box.clientWidth + GAP - (all.find((one) => one.key === active)?.width ?? 0);
      let isFull = false;
      const hidden = all.flatMap((one) => {
        if (one.key === active) return [];
        isFull ||= one.width > room + 1;
        room -= one.width;
        return isFull ? [one.key] : [];
      });
      setAway(hidden.join(EDGE));
      tell.current?.(hidden);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, [isOn, stands, active, root, list]);
  return useMemo(() => new Set(away ? away.split(EDGE) : []), [away]);
}
