import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, OfflineError } from '../api/http.ts';
import { type FieldMeta, type Meta, newestMeta } from '../api/meta.ts';
import { keepRecord, type RecordData, recordKeys } from '../api/records.ts';
import type { WhyQuestion } from '../api/why.ts';
import { adopt, isKnown, lostIn, reload } from '../forms/adopt.ts';
import { environmentOf, loadEditable, type RecordModel, startModel } from '../forms/index.ts';
import { writeRecord } from '../forms/loading.ts';
import { everythingIn, type Gone, rebase } from '../forms/rebase.ts';
import { useHeldFocus } from '../forms/useHeldFocus.ts';
import { useModelWork } from '../forms/useModelWork.ts';
import type { Conflict } from '../forms/useRecordForm.ts';
import { normalise, same, type Values } from '../rules/index.ts';
import { announce } from '../ui/announce.ts';
import { onceComposed } from '../ui/keys.ts';

/** A record as its page shows it; asked for anew when somebody changes it. */
export const useShown = (meta: Meta, entity: string, id: string) =>
  useQuery({
    queryKey: [...recordKeys.entity(meta.name, entity), 'page', id],
    queryFn: ({ signal }) => loadEditable(meta, entity, id, signal),
    enabled: isKnown(meta, entity),
    retry: (count, error) => !(error instanceof ApiError && error.status < 500) && count < 2,
  });

/** Why there is no such record any more: somebody deleted it, or a publish took away all of its kind. */
export type Ended = 'deleted' | 'withdrawn';
type Around = { isDeleted: boolean /** What else was typed on the page. */; besides: () => Gone[] };

export type InPlace = {
  meta: Meta;
  entity: string;
  model: RecordModel;
  /** The field or child list that is being edited. */
  editing: string | null;
  begin: (property: string) => void;
  /** Puts back what is stored. */
  cancel: (property: string) => void;
  /** Saves the value as it stands. @returns whether the field was left. */
  commit: (property: string, next?: string | null) => boolean;
  saving: ReadonlySet<string>;
  /** Why a value was not taken, by property. */
  failures: Readonly<Record<string, string[]>>;
  /** What can be asked about a value that was not taken, by property. */
  refusals: Readonly<Record<string, WhyQuestion>>;
  conflict: Conflict | null;
  resolve: (mine: ReadonlySet<string>) => void;
  dismiss: () => void;
  /** Who saved what is shown now, where it was somebody else just now. */
  changedBy: string | null;
  /** Null: the record is there. */
  ended: Ended | null;
  /** What was typed in fields that a publish took away, or in a record that is no more. */
  gone: Gone[];
  setGone: (gone: Gone[]) => void;
};

/** Values edited where they stand: shown at once with all that rules make of them, saved one after the other, put right when the server says no. */
export function useInPlace(meta: Meta, entity: string, shown: RecordData, around: Around): InPlace {
  const client = useQueryClient();
  const { t, i18n } = useTranslation('record');
  const language = i18n.language;
  const [model, setModel] = useState(() => startModel(meta, language, entity, shown));
  const [editing, setEditing] = useState<string | null>(null);
  const [saving, setSaving] = useState<ReadonlySet<string>>(new Set());
  const [failures, setFailures] = useState<Record<string, string[]>>({});
  const [refusals, setRefusals] = useState<Record<string, WhyQuestion>>({});
  const [conflict, setConflict] = useState<(Conflict & { model: RecordModel; property: string }) | null>(null);
  const [changedBy, setChangedBy] = useState<string | null>(null);
  const live = useRef({ model, meta, queue: Promise.resolve() as Promise<unknown>, own: new Set<string>() });
  live.current.meta = meta;

  const hold = useHeldFocus(model);
  const replace = useCallback(
    (next: RecordModel) => {
      hold();
      live.current.model = next;
      setModel(next);
    },
    [hold],
  );
  useModelWork(model, null);

  const [gone, setGone] = useState<Gone[]>([]);
  /** The app was published meanwhile: what is being typed goes along, and what has no place is shown. @returns whether all of it did. */
  const moveTo = useCallback(
    (next: Meta, fresh: RecordData | null): boolean => {
      const moved = adopt(live.current.model, next, language, fresh);
      replace(moved.model);
      setEditing((now) => (now && moved.model.field(now) ? now : null));
      if (moved.gone.length > 0) setGone((before) => [...before, ...moved.gone]);
      return moved.gone.length === 0;
    },
    [language, replace],
  );

  // What others saved, an app published meanwhile, another language: taken over with what is being typed; where both typed, saving decides.
  useEffect(() => {
    const look = () => {
      const old = live.current.model;
      const sameApp = old.meta === meta && old.environment.locale === language;
      const isNews = versionOf(shown) > versionOf(old.stored) || (shown !== old.stored && versionOf(shown) === versionOf(old.stored) && editing === null && saving.size === 0);
      if (!sameApp) {
        // Asked anew, the record comes in the words of the new version; until then it is read in them as it was.
        if (isKnown(meta, entity)) moveTo(meta, old.meta.version === meta.version && isNews ? shown : null);
        return;
      }
      if (!isNews) return;
      const next = rebase(old, shown, environmentOf(meta, language, shown, entity));
      if (editing !== null && (next.differing.length > 0 || old.view(editing).problem !== undefined)) return;
      if (versionOf(shown) > versionOf(old.stored) && !live.current.own.has(String(shown.version))) {
        const who = nameOf(shown.updated_by);
        setChangedBy(who);
        announce(t('live.changed', { who: who ?? t('live.somebody') }));
      }
      if (next.gone.length > 0) setGone((before) => [...before, ...next.gone]);
      replace(next.model);
    };
    return onceComposed(look);
  }, [shown, meta, language, entity, replace, moveTo, saving.size, t, editing]);
  const [ended, setEnded] = useState<Ended | null>(null);
  const over = !isKnown(meta, entity) ? 'withdrawn' : around.isDeleted ? 'deleted' : null;
  const beside = useRef(around.besides);
  beside.current = around.besides;
  useEffect(() => {
    if (over === ended) return;
    return onceComposed(() => {
      const old = live.current.model;
      // The last is written on in: what was being typed.
      const lost = ended ? [] : [...beside.current(), ...everythingIn(old)];
      if (lost.length > 0) setGone((before) => [...before, ...lost]);
      setEditing(null);
      setEnded(over);
      // Should it come back, it is as it is stored.
      if (over) replace(startModel(old.meta, language, entity, old.stored));
    });
  }, [over, ended, language, entity, replace]);
  useEffect(() => {
    if (!changedBy) return;
    const over = setTimeout(() => setChangedBy(null), SHOWN_MS);
    return () => clearTimeout(over);
  }, [changedBy]);

  const say = useCallback((property: string, messages: string[] | null, question?: WhyQuestion) => {
    setFailures((old) => {
      const { [property]: _, ...rest } = old;
      return messages ? { ...rest, [property]: messages } : rest;
    });
    setRefusals((old) => {
      const { [property]: _, ...rest } = old;
      return question ? { ...rest, [property]: question } : rest;
    });
  }, []);

  const taken = useCallback(
    async (saved: RecordData, property: string) => {
      live.current.own.add(String(saved.version));
      const old = live.current.model;
      const list = old.fields.find((field) => field.property === property)?.type === 'childList';
      // Rows that were new have their ids now.
      const fresh = list ? await loadEditable(old.meta, entity, saved.id) : merged(old, saved);
      const environment = environmentOf(live.current.meta, language, fresh, entity);
      const next = list ? startModel(live.current.meta, language, entity, fresh) : rebase(old, fresh, environment);
      if (!list) for (const one of (next as ReturnType<typeof rebase>).differing) one.takeMine();
      replace('model' in next ? next.model : next);
      keepRecord(client, old.meta.name, entity, saved);
    },
    [client, entity, language, replace],
  );

  const refused = useCallback(
    async (error: unknown, property: string, again: (stored: RecordData) => Promise<void>): Promise<void> => {
      const old = live.current.model;
      if (error instanceof ApiError && error.status === 412 && old.stored) {
        const fresh = await loadEditable(old.meta, entity, old.stored.id);
        const next = rebase(old, fresh, environmentOf(old.meta, language, fresh, entity));
        if (next.gone.length > 0) setGone((before) => [...before, ...next.gone]);
        if (next.differing.length === 0) {
          replace(next.model);
          return next.gone.length === 0 ? again(fresh) : undefined;
        }
        setConflict({ differing: next.differing, model: next.model, property, who: nameOf(fresh.updated_by), at: (fresh.updated_at as string | undefined) ?? null });
        return;
      }
      if (error instanceof ApiError && error.code === 'app_changed') {
        const newest = await newestMeta(client, old.meta.name);
        live.current.meta = newest;
        const fresh = isKnown(newest, entity) ? await reload(newest, old) : null;
        if (fresh && moveTo(newest, fresh) && live.current.model.field(property)) return again(fresh);
        say(property, [t('appChanged')]);
      } else {
        const messages = error instanceof ApiError ? [...new Set(error.details.map((one) => one.message))] : [];
        say(
          property,
          messages.length > 0 ? messages : [error instanceof ApiError ? error.message : error instanceof OfflineError ? t('unreachable') : String(error)],
          error instanceof ApiError ? questionOf(error, old, property) : undefined,
        );
        if (error instanceof ApiError && error.status === 404) void client.invalidateQueries({ queryKey: recordKeys.entity(old.meta.name, entity) });
        if (error instanceof ApiError && old.fields.find((field) => field.property === property)?.type === 'childList') old.refuse(error.details);
      }
      // What was typed stays, to be put right.
      setEditing((now) => now ?? property);
    },
    [client, entity, language, moveTo, replace, say, t],
  );

  const send = useCallback(
    (property: string, values: Values) => {
      const once = async (stored: RecordData): Promise<void> => {
        try {
          const of = live.current.model;
          const saved = await writeRecord(of.meta, entity, stored, values, '');
          const lost = await lostIn(client, of, language);
          if (lost.length > 0) setGone((before) => [...before, ...lost]);
          await taken(saved, property);
          say(property, null);
        } catch (error) {
          await refused(error, property, once);
        }
      };
      setSaving((old) => new Set(old).add(property));
      live.current.queue = live.current.queue.then(async () => {
        await once(live.current.model.stored!);
        setSaving((old) => new Set([...old].filter((one) => one !== property)));
      });
    },
    [client, entity, language, taken, refused, say],
  );

  const begin = useCallback((property: string) => setEditing(property), []);
  const cancel = useCallback(
    (property: string) => {
      const old = live.current.model;
      const field = old.fields.find((one) => one.property === property);
      say(property, null);
      setEditing((now) => (now === property ? null : now));
      if (field?.type === 'childList') replace(startModel(old.meta, language, entity, old.stored));
      else if (field) old.set(property, old.stored?.[property] ?? null, undefined, old.stored?.[field.name] ?? null);
    },
    [entity, language, replace, say],
  );
  const commit = useCallback(
    (property: string, next: string | null = null) => {
      const of = live.current.model;
      const field = of.fields.find((one) => one.property === property);
      if (!field) return true;
      if (field.type === 'childList') {
        const rows = of.changes()[property];
        const blockers = of.rows.get(property)?.flatMap((row) => row.blockers()) ?? [];
        if (blockers.length > 0) {
          for (const row of of.rows.get(property) ?? []) row.submit();
          return false;
        }
        setEditing(next);
        if (rows !== undefined) send(property, { [property]: rows });
        return true;
      }
      of.leave(property);
      if (of.view(property).problem) return false;
      setEditing(next);
      if (same(of.values[property], normalise(field, of.stored?.[property]))) say(property, null);
      else send(property, { [property]: of.values[property] ?? null });
      return true;
    },
    [send, say],
  );

  const resolve = useCallback(
    (mine: ReadonlySet<string>) => {
      if (!conflict) return;
      for (const one of conflict.differing) if (mine.has(one.path)) one.takeMine();
      setConflict(null);
      replace(conflict.model);
      setEditing(null);
      const changes = conflict.model.changes();
      if (conflict.property in changes) send(conflict.property, changes);
    },
    [conflict, replace, send],
  );
  return useMemo(
    () => ({ meta, entity, model, editing, begin, cancel, commit, saving, failures, refusals, conflict, resolve, dismiss: () => setConflict(null), changedBy, ended, gone, setGone }),
    [meta, entity, model, editing, begin, cancel, commit, saving, failures, refusals, conflict, resolve, changedBy, ended, gone],
  );
}

const SHOWN_MS = 8000;

/** What to ask about a refusal: the rule behind it, with what was typed. */
function questionOf(error: ApiError, model: RecordModel, property: string): WhyQuestion | undefined {
  const by = error.details.find((one) => one.rule);
  const name = model.fields.find((field) => field.property === property)?.name;
  if (!by?.rule || !name) return undefined;
  if (by.code === 'read_only' || by.code === 'locked') return { field: name, about: 'readonly' };
  return by.code === 'rule' || by.code === 'required' ? { rule: by.rule, values: { [property]: model.values[property] ?? null } } : undefined;
}
const versionOf = (record: RecordData | null) => Number(record?.version ?? 0);
const nameOf = (user: unknown) => (user && typeof user === 'object' && 'name' in user ? String((user as { name: unknown }).name) : null);

/** What the server answered, with the related records that are known here. */
function merged(model: RecordModel, saved: RecordData): RecordData {
  const record: RecordData = { ...model.stored, ...saved };
  const refers = (field: FieldMeta) => field.property !== field.name && field.target !== undefined;
  for (const field of model.fields.filter(refers))
    if (!same(record[field.property], model.stored?.[field.property])) record[field.name] = same(record[field.property], model.values[field.property]) ? model.related[field.name] : undefined;
  return record;
}
