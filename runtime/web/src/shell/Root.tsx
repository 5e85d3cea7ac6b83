import '../theme/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { type createBrowserRouter, RouterProvider } from 'react-router';
import { createClient } from '../api/client.ts';
import { i18next } from '../i18n/index.ts';
import { ThemeProvider } from '../theme/index.ts';
import { Toaster } from '../ui/Toast.tsx';

/** What both web apps stand in: texts, server state, colours, what floats above all. */
export function Root({ router }: { router: ReturnType<typeof createBrowserRouter> }) {
  return (
    <I18nextProvider i18n={i18next}>
      <Themed router={router} />
    </I18nextProvider>
  );
}

function Themed({ router }: { router: ReturnType<typeof createBrowserRouter> }) {
  const { i18n } = useTranslation();
  const [client] = useState(createClient);
  return (
    <QueryClientProvider client={client}>
      <ThemeProvider language={i18n.language}>
        <RouterProvider router={router} />
        <Toaster />
      </ThemeProvider>
    </QueryClientProvider>
  );
}
