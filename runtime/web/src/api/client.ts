import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './http.ts';

/** What was asked lately is shown at once and asked again behind it; refusals are answers and are not tried again. */
export const createClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 10_000, retry: (count, error) => !(error instanceof ApiError && error.status < 500) && count < 2 },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
