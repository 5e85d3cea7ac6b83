import { useQuery } from '@tanstack/react-query';
import { get, query, send } from './http.ts';
import { recordKeys } from './records.ts';

/** What somebody wants to know of a record; with `values`, of what was typed and is not saved. */
export type WhyQuestion = {
  field?: string;
  about?: 'value' | 'default' | 'show' | 'required' | 'readonly';
  rule?: string;
  transition?: string;
  approval?: string;
  values?: Record<string, unknown>;
};

export type WhyRead = { field: string; entity: string; own: boolean; derived: boolean; words: string; shown: string; masked?: boolean };

export type WhyNode = {
  words: string;
  shown: string;
  state?: 'true' | 'false' | 'unknown';
  causes?: string[];
  hint?: string;
  children: WhyNode[];
  more?: number;
};

/** A rule behind it, or a condition of one. */
export type WhyPart = {
  role: 'value' | 'when' | 'require' | 'guard' | 'by' | 'submit' | 'step' | 'lock' | 'ask' | 'field';
  rule?: string;
  text: string;
  holds?: boolean;
  message?: string;
  change?: string;
  fields?: string[];
  reads?: WhyRead[];
  tree?: WhyNode;
};

export type Why = {
  kind: string;
  title: string;
  value: unknown;
  shown: string;
  summary: string;
  change?: string;
  unknown?: string;
  origin?: { at: string; by: string | null; rule?: string; version: number };
  parts: WhyPart[];
};

/** Why something of a record is as it is, in the user's language. Asked anew whenever it is looked at. */
export const useWhy = (app: string, entity: string, id: string, question: WhyQuestion, language: string) =>
  useQuery({
    queryKey: [...recordKeys.one(app, entity, id), 'why', question, language],
    gcTime: 0,
    retry: false,
    queryFn: async ({ signal }) => {
      const { values, ...asked } = question;
      const set = `/api/${encodeURIComponent(app)}/${encodeURIComponent(entity)}`;
      if (!values) return get<Why>(`${set}/${id}/why${query(asked)}`, signal);
      return (await send<Why>(`${set}/$why`, { method: 'POST', body: { ...asked, id, values, changed: Object.keys(values) }, signal })).value;
    },
  });
