import { NotFound, Nothing, PageError, SignedIn } from '@lowcodecrm/web/shell';
import { Navigate, type RouteObject } from 'react-router';
import { areas } from './areas.tsx';
import { DesignFrame } from './DesignFrame.tsx';
import { screen } from './screen.ts';

const screens: RouteObject[] = [{ index: true, element: <Navigate replace to="data" /> }, ...areas.flatMap((area) => area.routes), { path: '*', Component: NotFound }];

export const routes: RouteObject[] = [
  {
    Component: SignedIn,
    ErrorBoundary: PageError,
    HydrateFallback: Nothing,
    children: [
      { path: '/', ...screen(() => import('../start/StartPage.tsx')) },
      { path: '/:app', Component: DesignFrame, children: [{ ErrorBoundary: PageError, children: screens }] },
      { path: '*', Component: NotFound },
    ],
  },
];
