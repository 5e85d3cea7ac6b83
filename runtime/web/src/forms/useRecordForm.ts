import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, OfflineError } from '../api/http.ts';
import { loadMeta, type Meta, metaKey } from '../api/meta.ts';
import { keepRecord, type RecordData } from '../api/records.ts';
import { Environment, type Values } from '../rules/index.ts';
import { draftKey, dropDraft, loadDraft, restoreDraft } from './drafts.ts';
import { loadEditable, writeRecord } from './loading.ts';
import { RecordModel } from './model.ts';
import { type Differing, type Gone, rebase } from './rebase.ts';
import { useModelWork } from './useModelWork.ts';

const RETRY_MS = 4000;

export type Conflict = {
  differing: Differing[];
  who: string | null;
  at: string | null;
  /** Found when a draft was put back: what is chosen is typed on, not saved at once. */
  isRestoring?: boolean;
};

export type RecordFormOptions = {
  meta: Meta;
  entity: string;
  /** As loaded for editing, with the rows of its child lists (`useEditable`); null: a new one. */
  record: RecordData | null;
  /** What a new record begins with. */
  given?: Values;
  /** Whether what is typed is kept on this device; not in a dialog or in a single cell. */
  drafts?: boolean;
  onSaved?: (record: RecordData) => void;
};

export type RecordFormState = {
  model: RecordModel;
  meta: Meta;
  entity: string;
  isNew: boolean;
  /** Saves what changed. @returns the record; null: something is in the way and is said. */
  save: () => Promise<RecordData | null>;
  status: 'idle' | 'saving' | 'offline';
  /** What is wrong with the whole. */
  failure: string | null;
  conflict: Conflict | null;
  /** Takes what was chosen, `mine` by path and the rest as it is stored, and saves it unless a draft is being put back. */
  resolve: (mine: ReadonlySet<string>) => Promise<RecordData | null>;
  dismissConflict: () => void;
  /** When what is shown was typed earlier and not saved. */
  restored: number | null;
  /** Back to what is stored. */
  discard: () => void;
  /** Fields that were typed in and are gone since the app was published anew, with what was typed. */
  gone: Gone[];
};

/** A record on its way: rules at each key, drafts, saving and all that can come between. */
export function useRecordForm({ meta, entity, record, given, drafts = true, onSaved }: RecordFormOptions): RecordFormState {
  const client = useQueryClient();
  const { i18n, t } = useTranslation('form');
  const language = i18n.language;
  const app = meta.name;
  const key = drafts ? draftKey(app, meta.user?.id ?? '', entity, record?.id ?? null) : null;

  const begin = () => {
    const draft = key ? loadDraft(key) : null;
    if (!draft) return { model: startModel(meta, language, entity, record, given), restored: null, gone: [], conflict: null };
    const { begun, model, differing, gone } = restoreDraft(draft, () => environmentOf(meta, language, record, entity), entity, record, given);
    // Until somebody has chosen, it stays what was typed over the older record: saving it asks again.
    const conflict = differing.length > 0 ? { ...conflictOf(differing, model, record), isRestoring: true } : null;
    const shown = conflict ? begun : model;
    return { model: shown, restored: shown.isDirty() ? draft.at : null, gone, conflict };
  };
  const [first] = useState(begin);
  const [state, setState] = useState<{ model: RecordModel; restored: number | null }>(first);
  const { model } = state;
  const [status, setStatus] = useState<RecordFormState['status']>('idle');
  const [failure, setFailure] = useState<string | null>(null);
  const [conflict, setConflict] = useState<(Conflict & { model: RecordModel }) | null>(first.conflict);
  const [gone, setGone] = useState<Gone[]>(first.gone);
  const live = useRef({ model, key: crypto.randomUUID() as string, sent: null as Values | null, retry: 0, closed: false });
  live.current.model = model;

  const replace = useCallback((next: RecordModel) => {
    live.current.model = next;
    setState((old) => ({ ...old, model: next }));
  }, []);

  // The app was published, or the language changed, under an open form: what was typed goes along.
  useEffect(() => {
    const old = live.current.model;
    if (old.meta === meta && old.environment.locale === language) return;
    const next = rebase(old, old.stored, environmentOf(meta, language, old.stored, entity));
    if (next.gone.length > 0) setGone((before) => [...before, ...next.gone]);
    replace(next.model);
  }, [meta, language, entity, replace]);

  useModelWork(model, key, live.current);

  // biome-ignore lint/correctness/useExhaustiveDependencies: run and succeed call each other
  const succeed = useCallback(
    async (saved: RecordData, sentAt: number): Promise<RecordData | null> => {
      const now = live.current.model;
      live.current.sent = null;
      live.current.key = crypto.randomUUID();
      setStatus('idle');
      setFailure(null);
      setGone([]);
      keepRecord(client, app, entity, saved);
      // Somebody went on typing while it was under way.
      if (now.summary().version !== sentAt) {
        const fresh = await loadEditable(meta, entity, saved.id);
        const next = rebase(now, fresh, environmentOf(meta, language, fresh, entity));
        if (next.model.isDirty()) {
          replace(next.model);
          return run(next.model);
        }
      }
      if (key) dropDraft(key);
      live.current.closed = true;
      onSaved?.(saved);
      return saved;
    },
    [client, app, entity, meta, language, key, onSaved, replace],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: run and fail call each other
  const fail = useCallback(
    async (error: unknown, of: RecordModel): Promise<RecordData | null> => {
      if (error instanceof OfflineError) {
        setStatus('offline');
        return null;
      }
      live.current.sent = null;
      live.current.key = crypto.randomUUID();
      setStatus('idle');
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 412 && of.stored) {
        const fresh = await loadEditable(meta, entity, of.stored.id);
        const next = rebase(of, fresh, environmentOf(meta, language, fresh, entity));
        if (next.differing.length === 0) {
          replace(next.model);
          return run(next.model);
        }
        setConflict(conflictOf(next.differing, next.model, fresh));
        return null;
      }
      if (error.code === 'app_changed') {
        const newer = await loadMeta(app);
        client.setQueryData(metaKey(app), newer);
        const fresh = of.stored ? await loadEditable(newer, entity, of.stored.id) : null;
        const next = rebase(of, fresh, environmentOf(newer, language, fresh, entity));
        if (next.gone.length > 0) setGone((before) => [...before, ...next.gone]);
        if (next.differing.length > 0) {
          setConflict(conflictOf(next.differing, next.model, fresh));
          return null;
        }
        replace(next.model);
        // Nothing to be told: it goes through. Else it waits until what is gone or newly asked for was seen.
        if (next.gone.length === 0 && next.model.blockers().length === 0 && next.model.isDirty()) return run(next.model);
        next.model.submit();
        setFailure(t('appChanged'));
        return null;
      }
      if (error.details.length > 0 && (error.status === 422 || error.status === 409 || error.status === 400)) of.refuse(error.details);
      else setFailure(error.message);
      return null;
    },
    [app, client, entity, language, meta, replace, t],
  );

  const run = useCallback(
    async (of: RecordModel): Promise<RecordData | null> => {
      setStatus('saving');
      setFailure(null);
      const sentAt = of.summary().version;
      // Tried again, the same is sent as the first time: it may have arrived.
      live.current.sent ??= of.changes();
      try {
        return await succeed(await writeRecord(of.meta, of.entity, of.stored, live.current.sent, live.current.key), sentAt);
      } catch (error) {
        return fail(error, of);
      }
    },
    [succeed, fail],
  );

  const save = useCallback(async () => {
    const of = live.current.model;
    of.submit();
    if (of.blockers().length > 0) return null;
    if (!of.isNew && !of.isDirty()) {
      live.current.closed = true;
      onSaved?.(of.stored!);
      return of.stored;
    }
    return run(of);
  }, [run, onSaved]);

  useEffect(() => {
    if (status !== 'offline') return;
    const again = () => void run(live.current.model);
    window.addEventListener('online', again);
    const timer = window.setInterval(() => navigator.onLine && again(), RETRY_MS);
    return () => {
      window.removeEventListener('online', again);
      clearInterval(timer);
    };
  }, [status, run]);

  const resolve = useCallback(
    async (mine: ReadonlySet<string>) => {
      if (!conflict) return null;
      for (const one of conflict.differing) if (mine.has(one.path)) one.takeMine();
      setConflict(null);
      replace(conflict.model);
      live.current.model = conflict.model;
      if (conflict.isRestoring) return null;
      if (!conflict.model.isDirty()) {
        if (key) dropDraft(key);
        live.current.closed = true;
        onSaved?.(conflict.model.stored!);
        return conflict.model.stored;
      }
      return run(conflict.model);
    },
    [conflict, key, onSaved, replace, run],
  );

  const discard = useCallback(() => {
    if (key) dropDraft(key);
    setFailure(null);
    setGone([]);
    live.current.sent = null;
    setState({ model: startModel(meta, language, entity, record, given), restored: null });
    setConflict(null);
    setStatus('idle');
  }, [key, meta, language, entity, record, given]);

  return useMemo(
    () => ({ model, meta: model.meta, entity, isNew: model.isNew, save, status, failure, conflict, resolve, dismissConflict: () => setConflict(null), restored: state.restored, discard, gone }),
    [model, entity, save, status, failure, conflict, resolve, state.restored, discard, gone],
  );
}

/** Outside a component: a record to be drawn or typed in. */
export function startModel(meta: Meta, language: string, entity: string, record: RecordData | null, given: Values = {}): RecordModel {
  const model = new RecordModel(environmentOf(meta, language, record, entity), entity, record, given);
  model.givenAtFirst = Object.keys(given).length;
  return model;
}

/** Records that came along by `$expand` need not be asked for when rules read them. */
export function environmentOf(meta: Meta, language: string, record: RecordData | null, entity?: string): Environment {
  const environment = new Environment(meta, language);
  const supply = (of: Record<string, unknown>, name: string) => {
    for (const field of meta.entities.find((one) => one.name === name)?.fields ?? []) {
      const value = of[field.name];
      if (field.property !== field.name && field.target && value && typeof value === 'object') environment.supply(field.target, (value as RecordData).id, value as Values);
      if (field.type === 'childList' && Array.isArray(value)) for (const row of value) supply(row as Values, field.target!);
    }
  };
  if (record && entity) supply(record, entity);
  return environment;
}

const conflictOf = (differing: Differing[], model: RecordModel, fresh: RecordData | null) => ({ differing, model, who: nameOf(fresh?.updated_by), at: (fresh?.updated_at as string | undefined) ?? null });

const nameOf = (user: unknown) => (user && typeof user === 'object' && 'name' in user ? String((user as { name: unknown }).name) : null);
