import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { send } from '../../api/http.ts';
import type { ConditionGroup } from '../../api/meta.ts';

export type FilterProblem = { id: string; severity: string; line: number; column: number; endLine: number; endColumn: number; message: string };
type Read = { conditions: ConditionGroup | null; diagnostics: FilterProblem[] };
type Written = { text: string | null; diagnostics: FilterProblem[] };

const path = (app: string, entity: string) => `/api/${encodeURIComponent(app)}/${encodeURIComponent(entity)}/$conditions`;
const keyOf = (app: string, entity: string, text: string) => ['conditions', app, entity, text] as const;

export const readConditions = async (app: string, entity: string, text: string, signal?: AbortSignal) => (await send<Read>(path(app, entity), { method: 'POST', body: { text }, signal })).value;
export const writeConditions = async (app: string, entity: string, conditions: ConditionGroup) => (await send<Written>(path(app, entity), { method: 'POST', body: { conditions } })).value;

/** What a filter's text says as conditions; null where it is not that simple. @param known As the view gives them. */
export function useConditions(app: string, entity: string, text: string, known?: ConditionGroup | null) {
  return useQuery({
    queryKey: keyOf(app, entity, text),
    queryFn: ({ signal }) => readConditions(app, entity, text, signal),
    initialData: known === undefined ? undefined : { conditions: known, diagnostics: [] },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Conditions as the text that lists are filtered by; what cannot be one comes back as problems. */
export function useWriteConditions(app: string, entity: string) {
  const client = useQueryClient();
  return useCallback(
    async (conditions: ConditionGroup): Promise<Written> => {
      const written = await writeConditions(app, entity, conditions);
      if (written.text !== null) client.setQueryData(keyOf(app, entity, written.text), { conditions, diagnostics: [] });
      return written;
    },
    [client, app, entity],
  );
}
