import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, OfflineError } from '../api/http.ts';
import { type Meta, newestMeta } from '../api/meta.ts';
import { keepRecord, type RecordData } from '../api/records.ts';
import type { Values } from '../rules/index.ts';
import { onceComposed } from '../ui/keys.ts';
import { adopt, isKnown, lostIn, reload } from './adopt.ts';
import { draftKey, dropDraft, keepDraft, loadDraft, restoreDraft } from './drafts.ts';
import { environmentOf, split, startModel } from './environment.ts';
import { loadEditable, writeRecord } from './loading.ts';
import type { RecordModel } from './model.ts';
import { type Differing, everythingIn, type Gone, rebase } from './rebase.ts';
import { useHeldFocus } from './useHeldFocus.ts';
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
  /** `gone`: what was typed and could not be saved, since the app has no place for it any more. */
  onSaved?: (record: RecordData, gone: Gone[]) => void;
};

/** What goes on beside what is drawn. */
type Live = {
  model: RecordModel;
  gone: Gone[];
  /** Sent twice with one key, it is done once. */
  key: string;
  /** What is under way, in the words of the app that it was typed in: it may have arrived although no answer did. */
  sent: { values: Values; meta: Meta } | null;
  closed: boolean;
  withdrawn: boolean;
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
  /** How often it was gone back: inputs begin anew with each. */
  turn: number;
  /** What was typed in fields that are gone, or take it no longer, since the app was published anew. */
  gone: Gone[];
  /** Somebody has seen them, or writes on in one of them. */
  setGone: (gone: Gone[]) => void;
  /** The app has no such records any more. */
  isWithdrawn: boolean;
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
    const { begun, model, differing, gone } = restoreDraft(draft, () => environmentOf(meta, language, record, entity), entity, record, given && split(meta, entity, given).values);
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
  const [gone, showGone] = useState<Gone[]>(first.gone);
  const [isWithdrawn, setWithdrawn] = useState(false);
  const [turn, setTurn] = useState(0);
  const live = useRef<Live>({ model, gone, key: crypto.randomUUID(), sent: null, closed: false, withdrawn: false });
  live.current.model = model;
  const hold = useHeldFocus(model);

  const replace = useCallback(
    (next: RecordModel) => {
      hold();
      live.current.model = next;
      setState((old) => ({ ...old, model: next }));
    },
    [hold],
  );
  const setGone = useCallback(
    (next: Gone[]) => {
      live.current.gone = next;
      showGone(next);
      if (key && !live.current.closed) keepDraft(key, live.current.model, next);
    },
    [key],
  );
  const lose = useCallback((more: Gone[]) => more.length > 0 && setGone([...live.current.gone, ...more]), [setGone]);

  /** The app was published under the open form: what was typed goes along. @returns whether all of it did. */
  const moveTo = useCallback(
    (next: Meta, fresh: RecordData | null): boolean => {
      const old = live.current.model;
      const isThere = isKnown(next, old.entity);
      if (!isThere && !live.current.withdrawn) lose(everythingIn(old));
      live.current.withdrawn = !isThere;
      setWithdrawn(!isThere);
      if (!isThere) return false;
      const moved = adopt(old, next, language, fresh);
      replace(moved.model);
      lose(moved.gone);
      return moved.gone.length === 0;
    },
    [language, lose, replace],
  );
  useEffect(() => {
    const old = live.current.model;
    if (old.meta === meta && old.environment.locale === language) return;
    let over = false;
    let giveUp = () => {};
    const move = (fresh: RecordData | null) => {
      giveUp = onceComposed(() => !over && live.current.model.meta !== meta && moveTo(meta, fresh));
    };
    if (old.meta.version === meta.version || !isKnown(meta, old.entity)) {
      giveUp = onceComposed(() => !over && moveTo(meta, null));
    } else void reload(meta, old).then((fresh) => !over && move(fresh));
    return () => {
      over = true;
      giveUp();
    };
  }, [meta, language, moveTo]);

  useModelWork(model, key, live.current);

  const end = useCallback(
    (saved: RecordData) => {
      if (key) dropDraft(key);
      live.current.closed = true;
      onSaved?.(saved, live.current.gone);
      return saved;
    },
    [key, onSaved],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: run and succeed call each other
  const succeed = useCallback(
    async (saved: RecordData, of: RecordModel, sentAt: number): Promise<RecordData | null> => {
      live.current.sent = null;
      live.current.key = crypto.randomUUID();
      setStatus('idle');
      setFailure(null);
      if (of.meta === live.current.model.meta) lose(await lostIn(client, of, language));
      keepRecord(client, app, entity, saved);
      // Somebody went on typing while it was under way.
      const now = live.current.model;
      if (now !== of || now.summary().version !== sentAt) {
        const fresh = await loadEditable(now.meta, entity, saved.id);
        const next = rebase(now, fresh, environmentOf(now.meta, language, fresh, entity));
        if (next.model.isDirty()) {
          replace(next.model);
          return run(next.model);
        }
      }
      return end(saved);
    },
    [client, app, entity, language, end, lose, replace],
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
        const fresh = await loadEditable(of.meta, entity, of.stored.id);
        const next = rebase(of, fresh, environmentOf(of.meta, language, fresh, entity));
        lose(next.gone);
        if (next.differing.length === 0) {
          replace(next.model);
          return next.gone.length === 0 ? run(next.model) : null;
        }
        setConflict(conflictOf(next.differing, next.model, fresh));
        return null;
      }
      if (error.code === 'app_changed') {
        const newest = await newestMeta(client, app);
        const whole = moveTo(newest, isKnown(newest, entity) ? await reload(newest, of) : null);
        // Nothing to be told: it goes through. Else it waits until what is gone or newly asked for was seen.
        const next = live.current.model;
        if (whole && next.blockers().length === 0 && next.isDirty()) return run(next);
        next.submit();
        setFailure(t('appChanged'));
        return null;
      }
      if (error.details.length > 0 && (error.status === 422 || error.status === 409 || error.status === 400)) of.refuse(error.details);
      else setFailure(error.message);
      return null;
    },
    [app, client, entity, language, lose, moveTo, replace, t],
  );

  const run = useCallback(
    async (of: RecordModel): Promise<RecordData | null> => {
      setStatus('saving');
      setFailure(null);
      const sentAt = of.summary().version;
      // Tried again, the same is sent as the first time: it may have arrived.
      live.current.sent ??= { values: of.changes(), meta: of.meta };
      const { values, meta: drawn } = live.current.sent;
      try {
        return await succeed(await writeRecord(drawn, of.entity, of.stored, values, live.current.key), of, sentAt);
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
    return !of.isNew && !of.isDirty() ? end(of.stored!) : run(of);
  }, [run, end]);

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
      if (conflict.isRestoring) return null;
      return conflict.model.isDirty() ? run(conflict.model) : end(conflict.model.stored!);
    },
    [conflict, end, replace, run],
  );

  const discard = useCallback(() => {
    if (key) dropDraft(key);
    setFailure(null);
    setGone([]);
    live.current.sent = null;
    if (isKnown(meta, entity)) setState({ model: startModel(meta, language, entity, live.current.model.stored ?? record, given), restored: null });
    setTurn((n) => n + 1);
    setConflict(null);
    setStatus('idle');
  }, [key, meta, language, entity, record, given, setGone]);

  return useMemo(
    () => ({
      model,
      meta: model.meta,
      entity,
      isNew: model.isNew,
      save,
      status,
      failure,
      conflict,
      resolve,
      dismissConflict: () => setConflict(null),
      restored: state.restored,
      discard,
      turn,
      gone,
      setGone,
      isWithdrawn,
    }),
    [model, entity, save, status, failure, conflict, resolve, state.restored, discard, turn, gone, setGone, isWithdrawn],
  );
}

const conflictOf = (differing: Differing[], model: RecordModel, fresh: RecordData | null) => ({ differing, model, who: nameOf(fresh?.updated_by), at: (fresh?.updated_at as string | undefined) ?? null });

const nameOf = (user: unknown) => (user && typeof user === 'object' && 'name' in user ? String((user as { name: unknown }).name) : null);
