/** Places something that floats beside its anchor, inside the window: below it if there is room, else above. */
export function place(floating: HTMLElement, anchor: HTMLElement, options: { side?: 'below' | 'right'; align?: 'start' | 'center' | 'end'; gap?: number } = {}) {
  const { side = 'below', align = 'start', gap = 4 } = options;
  const a = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = floating;
  const margin = 8;
  let left = align === 'start' ? a.left : align === 'end' ? a.right - width : a.left + a.width / 2 - width / 2;
  let top = a.bottom + gap;
  if (side === 'right') {
    left = a.right + gap;
    top = a.top + a.height / 2 - height / 2;
  } else if (top + height > window.innerHeight - margin && a.top - gap - height >= margin) top = a.top - gap - height;
  floating.style.left = `${Math.round(Math.max(margin, Math.min(left, window.innerWidth - width - margin)))}px`;
  floating.style.top = `${Math.round(Math.max(margin, Math.min(top, window.innerHeight - height - margin)))}px`;
}
