import { get } from '@lowcodecrm/web/api';
import { useQuery } from '@tanstack/react-query';
import { designPath, useDraft } from '../draft/index.ts';
import type { Change } from '../publish/api.ts';
import type { FileDifference } from './FileDiff.tsx';

export type Version = { version: number; at: string; by?: string; live: boolean };
export type Difference = { files: FileDifference[]; changes: Change[] };

export function useVersions() {
  const { store, live } = useDraft();
  return useQuery({ queryKey: ['design', store.app, 'versions', live], queryFn: async ({ signal }) => (await get<{ value: Version[] }>(designPath(store.app, 'versions'), signal)).value });
}

/** How one version, or the draft, differs from another. */
export function useDifference(from: string | undefined, to: string) {
  const { store, revision } = useDraft();
  return useQuery({
    queryKey: ['design', store.app, 'diff', from, to, to === 'draft' ? revision : ''],
    enabled: from !== undefined,
    queryFn: async ({ signal }) => {
      if (to === 'draft') await store.flush();
      return get<Difference>(designPath(store.app, `versions/${from}/diff/${to}`), signal);
    },
  });
}
