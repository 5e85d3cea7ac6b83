import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { type EntityDraft, type FieldDraft, type JsonObject, post, useDraft } from '../draft/index.ts';
import type { Retyping } from './RetypeOutcome.tsx';

/** What would become of a field's values if its property were another; null: not to be asked yet. */
export function useRetyping(entity: EntityDraft, field: FieldDraft, property: () => JsonObject | null, wanted: unknown) {
  const { store, revision } = useDraft();
  const key = useDeferredValue(JSON.stringify(wanted));
  return useQuery<Retyping>({
    queryKey: ['design', store.app, 'retype', entity.name, field.name, revision, key],
    enabled: property() !== null,
    retry: false,
    placeholderData: (before) => before,
    queryFn: async ({ signal }) => {
      await store.flush();
      return post<Retyping>(store.app, 'draft/retype', { entity: entity.name, field: field.name, property: property() }, signal);
    },
  });
}
