import { NotFound, PageError, SignedIn } from '@lowcodecrm/web/shell';
import type { RouteObject } from 'react-router';
import { DesignFrame } from './DesignFrame.tsx';

/** A screen in a chunk of its own. */
export const screen = (load: () => Promise<{ default: React.ComponentType }>): Pick<RouteObject, 'lazy'> => ({ lazy: async () => ({ Component: (await load()).default }) });

/** Under /design/{app}: one line a screen. */
const screens: RouteObject[] = [];

export const routes: RouteObject[] = [
  {
    Component: SignedIn,
    ErrorBoundary: PageError,
    children: [
      { path: '/:app', Component: DesignFrame, children: [{ ErrorBoundary: PageError, children: [...screens, { path: '*', Component: NotFound }] }] },
      { path: '*', Component: NotFound },
    ],
  },
];
