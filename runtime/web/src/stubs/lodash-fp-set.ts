import { cloneDeep, set } from 'es-toolkit/compat';

/** lodash/fp's set: (path, value, object) → a changed copy. */
export default function fpSet<T extends object>(path: string | string[], value: unknown, object: T): T {
  return set(cloneDeep(object), path, value) as T;
}
