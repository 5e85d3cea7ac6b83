/** Before the first screen is there, nothing is shown. */
export function Nothing() {
  return null;
}
