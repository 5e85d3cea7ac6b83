import type { RouteObject } from 'react-router';

/** A screen in a chunk of its own. */
export const screen = (load: () => Promise<{ default: React.ComponentType }>): Pick<RouteObject, 'lazy'> => ({ lazy: async () => ({ Component: (await load()).default }) });
