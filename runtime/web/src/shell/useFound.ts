import { useQueries } from '@tanstack/react-query';
import type { EntityMeta } from '../api/meta.ts';
import { listRecords, recordKeys } from '../api/records.ts';
import { useApp } from './app.ts';
import { titleOf } from './titles.ts';

export type Found = { entity: EntityMeta; id: string; title: string; code?: string };

const EACH = 5;

/** Records of every entity that can be searched, asked for at once. */
export function useFound(typed: string): { found: Found[]; searching: boolean } {
  const { name, meta, language } = useApp();
  const text = typed.trim();
  const entities = meta.entities.filter((entity) => !entity.system && entity.search.length > 0);
  const results = useQueries({
    queries: entities.map((entity) => {
      const params = { $search: text, $top: EACH };
      return { queryKey: recordKeys.list(name, entity.name, params), queryFn: ({ signal }: { signal: AbortSignal }) => listRecords(name, entity.name, params, signal), enabled: text !== '' };
    }),
  });
  return {
    searching: text !== '' && results.some((result) => result.isFetching),
    found: entities.flatMap((entity, i) => (text === '' ? [] : (results[i]?.data?.value ?? []).map((record) => ({ entity, id: record.id, title: titleOf(entity, record, language), code: codeOf(entity, record) })))),
  };
}

const codeOf = (entity: EntityMeta, record: Record<string, unknown>) => {
  const key = entity.keys.find((one) => one.length === 1)?.[0];
  const value = key && key !== entity.display ? record[key] : undefined;
  return typeof value === 'string' ? value : undefined;
};
