import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { type Diagnostic, post, useDraft } from '../draft/index.ts';
import type { Part, Span } from './structure.ts';

export type Cost = { start: number; line: number; statements: number; rowsRead: number; rowsWritten: number; commands: number };
/** What the server says of a text: what is wrong, what rules may cost at worst, and its expressions in words. */
export type Told = { diagnostics: Diagnostic[]; costs: Cost[]; budget: Omit<Cost, 'start' | 'line'>; readings: { start: number; length: number; text: string }[] };

/** Of exactly this text, or nothing: places of another are places of nothing. */
export function useTold(path: string, text: string): Told | undefined {
  const { store } = useDraft();
  const told = useQuery({
    queryKey: ['design', store.app, 'told', path, text, document.documentElement.lang],
    queryFn: ({ signal }) => post<Told>(store.app, 'language/diagnostics', { path, text }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    enabled: path !== '',
  });
  return told.data;
}

/** An expression in words; null where the server has not read it. */
export type Read = (part: Part | { span: Span }) => string | null;

export function useReadings(path: string, text: string): Read {
  const told = useTold(path, text);
  return useCallback((part) => told?.readings.find((one) => one.start === part.span.start && one.length === part.span.length)?.text ?? null, [told]);
}
