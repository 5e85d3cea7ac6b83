import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { ApiError, send, session } from './http.ts';

export type SignedIn = {
  antiForgeryToken: string;
  antiForgeryHeader: string;
  user: { id: string; name: string; displayName: string; roles: string[]; locale: string | null; timeZone: string | null; reading?: string | null; hasPassword: boolean };
};
export type AppSummary = { name: string; title: string; version: number };

async function me(): Promise<SignedIn | null> {
  try {
    return (await send<SignedIn>('/auth/me', { anonymous: true })).value;
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

/** Who is signed in; null: nobody. */
export const useSession = () => useQuery({ queryKey: ['session'], queryFn: me, staleTime: Number.POSITIVE_INFINITY });

export const signIn = async (user: string, password: string) => (await send<SignedIn>('/auth/login', { method: 'POST', body: { user, password }, anonymous: true })).value;

/** Ends the session, and leaves the page with everything that it held. */
export async function signOut() {
  await send('/auth/logout', { method: 'POST', anonymous: true }).catch(() => undefined);
  window.location.assign('/sign-in');
}

/** What users may change about themselves; what is not given stays. */
export const saveProfile = (profile: { displayName?: string; reading?: string | null; locale?: string | null; timeZone?: string | null }) => send<SignedIn>('/auth/me', { method: 'PUT', body: profile });

export const changePassword = (current: string, next: string) => send('/auth/password', { method: 'POST', body: { current, new: next } });

export const useApps = (language: string, enabled = true) => useQuery({ queryKey: ['apps', language], queryFn: async () => (await send<{ value: AppSummary[] }>('/api/', { later: true })).value.value, enabled });

export const useSessionExpired = () => useSyncExternalStore(session.subscribe, session.isExpired);
