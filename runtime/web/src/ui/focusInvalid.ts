/** After what was sent off was not taken: the focus goes to the first thing that is wrong, once it is drawn. */
export function focusInvalid(within: HTMLElement | null): void {
  requestAnimationFrame(() => within?.querySelector<HTMLElement>(':is(input, textarea, select, button, [tabindex])[aria-invalid=true]')?.focus());
}
