import { useSyncExternalStore } from 'react';
import { signOut } from '../api/session.ts';

let asking = false;
const listeners = new Set<() => void>();
const set = (on: boolean) => {
  asking = on;
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** Signs out; who could not come back asks for a password first. */
export const beginSignOut = (hasPassword: boolean | undefined) => (hasPassword === false ? set(true) : void signOut());
export const stay = () => set(false);
export const useIsAskedToStay = () => useSyncExternalStore(subscribe, () => asking);
