import { get } from '@lowcodecrm/web/api';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { designPath, useDraft } from '../draft/index.ts';
import type { Word } from './monaco/language.ts';

export const wordsQuery = (app: string) => ({
  queryKey: ['design', 'words'],
  queryFn: async () => (await get<{ value: Word[] }>(designPath(app, 'language/words'))).value,
  staleTime: Number.POSITIVE_INFINITY,
});

/** Writes a keyword in the spelling of a file: text of templates and cards reads as what is around it. */
export type Spell = (keyword: string) => string;

export function useSpell(japanese: boolean): Spell {
  const { store } = useDraft();
  const { data } = useQuery(wordsQuery(store.app));
  return useMemo(() => {
    const aliases = new Map(japanese ? data?.map((word) => [word.text, word.alias]) : []);
    return (keyword) => aliases.get(keyword) ?? keyword;
  }, [japanese, data]);
}
