/**
 * Runs before the app's scripts are there: asks for what this address asked for at its start when it was last opened, so that answers and scripts come at the
 * same time. Nothing of it is shown by itself: the app takes an answer when it asks for exactly the same (`api/early.ts`), and else asks by itself.
 */
import type { Ask, Early } from './api/early.ts';

const NOTES = 'lowcodecrm.first';

const [, , app, entity, place] = location.pathname.split('/');

/** Without storage nothing was noted or chosen. */
function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function asks(): Ask[] {
  const base = `/api/${app}`;
  const first: Ask[] = ['/auth/me', `${base}/meta`, ...(entity && !place ? [`${base}/settings/views.${entity}`, `${base}/settings/columns.${entity}`] : [])].map((path) => ({ path, headers: {} }));
  return (JSON.parse(kept(NOTES) ?? '{}') as Record<string, Ask[]>)[location.pathname + location.search] ?? first;
}

/** A page is opened by who is signed in, or by somebody who is sent to sign in: the cookie against forgery tells them apart. */
if (location.pathname.startsWith('/app/') && app && document.cookie.includes('crm_antiforgery=')) {
  const early: Early = new Map();
  for (const { path, headers } of asks()) {
    const answer = fetch(path, { headers: { Accept: 'application/json', ...headers }, credentials: 'same-origin' }).catch(() => undefined);
    early.set(path, { headers, answer });
  }
  Object.assign(globalThis, { lowcodecrmEarly: early });
  // The screen's own scripts need not wait until those of the frame have run.
  const chosen = kept('lowcodecrm.language') ?? navigator.language;
  void (chosen.startsWith('ja') ? import('./i18n/ja.ts') : import('./i18n/en.ts'));
  if (!entity) void import('./shell/HomePage.tsx');
  else if (!place && !entity.startsWith('$')) void import('./list/ListPage.tsx');
}
