import { toast } from '@lowcodecrm/web/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useDraft } from '../draft/index.ts';
import { inTurn, type Work } from './queue.ts';
import { type Structure, structureQuery } from './structure.ts';

/** Changes parts of rules, each in its turn and of the newest text. */
export function useParts(): (work: Work) => void {
  const { store } = useDraft();
  const client = useQueryClient();
  return useMemo(() => {
    const parts = {
      known: (path: string, text: string) => client.getQueryData<Structure>(structureQuery(store.app, path, text).queryKey),
      ask: (path: string, text: string) => client.fetchQuery(structureQuery(store.app, path, text)),
    };
    return (work: Work) => inTurn(store, parts, work, (error) => void toast(error instanceof Error ? error.message : String(error)));
  }, [store, client]);
}
