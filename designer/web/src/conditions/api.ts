import type { ConditionGroup } from '@lowcodecrm/web/api';
import { useQuery } from '@tanstack/react-query';
import { type Diagnostic, post, useDraft } from '../draft/index.ts';

type Read = { conditions: ConditionGroup | null; diagnostics: Diagnostic[] };
type Written = { text: string | null; diagnostics: Diagnostic[] };

export const readConditions = (app: string, entity: string, text: string, signal?: AbortSignal) => post<Read>(app, 'language/conditions', { entity, text }, signal);
/** The text that conditions are, with `text`, what it was before, changed only where they differ from it. */
export const writeConditions = (app: string, entity: string, conditions: ConditionGroup, text: string, japanese?: boolean) =>
  post<Written>(app, 'language/conditions', { entity, conditions, text, ...(japanese && { keywords: 'ja' }) });

/** What a text says as conditions; null where it is more than rows can say, undefined while that is asked. */
export function useConditions(entity: string, text: string): Read | undefined {
  const { store, revision } = useDraft();
  const asked = useQuery({
    queryKey: ['design', store.app, 'conditions', entity, text, revision],
    queryFn: ({ signal }) => readConditions(store.app, entity, text, signal),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: text !== '',
    placeholderData: (before, query) => (query?.queryKey[4] === text && query.queryKey[3] === entity ? before : undefined),
  });
  return text === '' ? empty : asked.data;
}
const empty: Read = { conditions: { match: 'all', conditions: [] }, diagnostics: [] };
