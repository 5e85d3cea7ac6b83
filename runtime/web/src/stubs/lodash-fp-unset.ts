import { cloneDeep, unset } from 'es-toolkit/compat';

/** lodash/fp's unset: (path, object) → a changed copy. */
export default function fpUnset<T extends object>(path: string | string[], object: T): T {
  const copy = cloneDeep(object);
  unset(copy, path);
  return copy;
}
