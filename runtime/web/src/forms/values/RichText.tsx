import { lazy, Suspense } from 'react';

const Loaded = lazy(() => import('./CleanRichText.tsx'));

/** Formatted text, cleaned before it is shown. */
export const RichText = ({ html }: { html: string }) => (
  <Suspense>
    <Loaded html={html} />
  </Suspense>
);
