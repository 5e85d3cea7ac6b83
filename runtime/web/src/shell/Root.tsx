import '../theme/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { type createBrowserRouter, RouterProvider } from 'react-router';
import { createClient } from '../api/client.ts';
import { i18next } from '../i18n/index.ts';
import { Toaster } from '../ui/Toast.tsx';

/** What both web apps stand in: texts, server state, what floats above all. */
export function Root({ router }: { router: ReturnType<typeof createBrowserRouter> }) {
  const [client] = useState(createClient);
  return (
    <I18nextProvider i18n={i18next}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
        <Toaster />
      </QueryClientProvider>
    </I18nextProvider>
  );
}
