let region: HTMLElement | null = null;

/** Says something to those who listen to the screen. */
export function announce(text: string) {
  if (!region) {
    region = document.createElement('div');
    region.className = 'visually-hidden';
    region.setAttribute('aria-live', 'polite');
    document.body.append(region);
  }
  region.textContent = '';
  // Said again even when it is the same.
  requestAnimationFrame(() => {
    region!.textContent = text;
  });
}
