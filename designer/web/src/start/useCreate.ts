import { ApiError } from '@lowcodecrm/web/api';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Created } from './api.ts';

/** Making an app: busy meanwhile, then what came of it or why not. `taken` is what is wrong with its name. */
export function useCreate(work: () => Promise<Created>, onCreated: (created: Created) => void) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const create = async () => {
    setBusy(true);
    setError(null);
    try {
      const created = await work();
      await client.invalidateQueries({ queryKey: ['apps'] });
      onCreated(created);
    } catch (problem) {
      setError(problem as Error);
    }
    setBusy(false);
  };
  const aboutName = error instanceof ApiError && (error.code === 'app_exists' || error.code === 'invalid_name');
  return { create, busy, taken: aboutName ? error.message : undefined, failure: error && !aboutName ? error : null };
}
