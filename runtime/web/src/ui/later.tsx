import { type ComponentType, lazy, Suspense } from 'react';
import { whenSettled } from './useSettled.ts';

/** A component that opens on demand: fetched once the page has rested, or when it is first shown, so that it stands in no page's way. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const Loaded = lazy(() => load().then((component) => ({ default: component })));
  // Should it not come now, it is asked for again when it is shown.
  whenSettled(() => void load().catch(() => undefined));
  return (props: P) => (
    <Suspense>
      <Loaded {...props} />
    </Suspense>
  );
}
