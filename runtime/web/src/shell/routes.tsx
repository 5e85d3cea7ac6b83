import type { RouteObject } from 'react-router';
import { AppFrame } from './AppFrame.tsx';
import { Chooser } from './Chooser.tsx';
import { NotFound } from './NotFound.tsx';
import { Nothing } from './Nothing.tsx';
import { PageError } from './PageError.tsx';
import { SignedIn } from './SignedIn.tsx';
import { SignIn } from './SignIn.tsx';

/** A screen in a chunk of its own: `screen(() => import('../list/ListPage.tsx'))`, whose default export is the component. */
const screen = (load: () => Promise<{ default: React.ComponentType }>): Pick<RouteObject, 'lazy'> => ({ lazy: async () => ({ Component: (await load()).default }) });

/** Under /app/{app}, inside the sheet: one line a screen. */
const screens: RouteObject[] = [
  { index: true, ...screen(() => import('./HomePage.tsx')) },
  { path: '$inbox', ...screen(() => import('./InboxPage.tsx')) },
  { path: '$settings', ...screen(() => import('./settings/SettingsPage.tsx')) },
  { path: ':entity', ...screen(() => import('../list/ListPage.tsx')) },
  { path: ':entity/new', ...screen(() => import('../forms/edit/EditPage.tsx')) },
  { path: ':entity/import', ...screen(() => import('../import/ImportPage.tsx')) },
  { path: ':entity/bin', ...screen(() => import('../list/bin/BinPage.tsx')) },
  { path: ':entity/:id', ...screen(() => import('../record/RecordPage.tsx')) },
  { path: ':entity/:id/edit', ...screen(() => import('../forms/edit/EditPage.tsx')) },
];

export const routes: RouteObject[] = [
  { path: '/sign-in', Component: SignIn, ErrorBoundary: PageError, HydrateFallback: Nothing },
  {
    Component: SignedIn,
    ErrorBoundary: PageError,
    HydrateFallback: Nothing,
    children: [
      { path: '/', Component: Chooser },
      { path: '/app/:app', Component: AppFrame, children: [{ ErrorBoundary: PageError, children: [...screens, { path: '*', Component: NotFound }] }] },
      { path: '*', Component: NotFound },
    ],
  },
];
