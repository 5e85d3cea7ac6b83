import { useQuery } from '@tanstack/react-query';
import { get, query, send } from './http.ts';
import { type RecordData, recordKeys } from './records.ts';

export type ApprovalVerb = 'submit' | 'approve' | 'reject' | 'return' | 'withdraw' | 'delegate';
export type ApprovalStep = { name: string; label: string; state: 'done' | 'current' | 'ahead' | 'stopped' };
export type Asked = { id?: string; role?: string; name: string; as: 'approver' | 'delegate' | 'escalated' };
export type ApprovalDecision = { kind: string; step: string; stepLabel: string; by: string; at: string; comment?: string; to?: string };

/** Where a record stands in an approval; without a state it was never submitted. */
export type ApprovalPosition = {
  name: string;
  label: string;
  state: 'pending' | 'approved' | 'rejected' | 'returned' | 'withdrawn' | null;
  may: ApprovalVerb[];
  /** Names of fields that are fixed meanwhile. */
  locked: string[];
  steps?: ApprovalStep[];
  step?: string;
  needed?: number;
  given?: number;
  waitingFor?: Asked[];
  due?: string;
  overdue?: boolean;
  submittedBy?: string;
  submittedAt?: string;
  endedAt?: string;
  decisions?: ApprovalDecision[];
};

/** A decision that waits for the user. */
export type WaitingDecision = {
  entity: string;
  id: string;
  title: string | null;
  approval: string;
  label: string;
  step: string;
  stepLabel: string;
  submittedBy: string;
  submittedAt: string;
  due?: string;
  overdue?: boolean;
};

const at = (app: string, path: string) => `/api/${encodeURIComponent(app)}/${path}`;

export const useApprovals = (app: string, entity: string, id: string, enabled: boolean) =>
  useQuery({
    queryKey: [...recordKeys.one(app, entity, id), 'approvals'],
    queryFn: async ({ signal }) => (await get<{ value: ApprovalPosition[] }>(at(app, `${encodeURIComponent(entity)}/${id}/$approvals`), signal)).value,
    enabled,
  });

/** What waits for the user, what is due first first. */
export const useWaiting = (app: string, enabled: boolean) =>
  useQuery({ queryKey: ['records', app, '$inbox'], queryFn: async ({ signal }) => (await get<{ value: WaitingDecision[] }>(at(app, '$inbox'), signal)).value, enabled });

export const decide = async (app: string, entity: string, id: string, verb: ApprovalVerb, body: { approval: string; step?: string; comment?: string; to?: string }) =>
  (await send<RecordData>(at(app, `${encodeURIComponent(entity)}/${id}/${verb}`), { method: 'POST', body })).value;

/** People to whom a decision can be handed on. */
export const usePeople = (app: string, search: string, enabled: boolean) =>
  useQuery({
    queryKey: ['people', app, search],
    queryFn: async ({ signal }) =>
      (await get<{ value: { id: string; displayName: string; reading: string | null; active: boolean }[] }>(`${at(app, 'users')}${query({ search, top: 20 })}`, signal)).value.filter((user) => user.active),
    enabled,
  });

/** A day ends with its last minute: what is due by midnight is due on the day before. */
export const lastMoment = (due: string) => new Date(Date.parse(due) - 1).toISOString();
