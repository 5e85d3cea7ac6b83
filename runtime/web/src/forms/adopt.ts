import type { QueryClient } from '@tanstack/react-query';
import { liveVersion } from '../api/http.ts';
import { type Meta, newestMeta } from '../api/meta.ts';
import type { RecordData } from '../api/records.ts';
import { environmentOf } from './environment.ts';
import { loadEditable } from './loading.ts';
import type { RecordModel } from './model.ts';
import { type Gone, type Rebased, rebase, renamed } from './rebase.ts';

/** The record as it reads in a version of the app; null where it cannot be had now: then it is as it was. */
export async function reload(meta: Meta, of: RecordModel): Promise<RecordData | null> {
  if (!of.stored) return null;
  try {
    return await loadEditable(meta, of.entity, of.stored.id);
  } catch {
    return null;
  }
}

/** What was typed goes on in an app that was published meanwhile, or in another language. Where somebody else changed the same besides, it stays typed over the record of then: saving asks. */
export function adopt(old: RecordModel, meta: Meta, language: string, fresh: RecordData | null): Rebased {
  const on = (stored: RecordData | null) => rebase(old, stored, environmentOf(meta, language, stored, old.entity));
  const before = () => on(old.stored && renamed(old.stored, old, environmentOf(meta, language, null)));
  if (!fresh) return before();
  const next = on(fresh);
  return next.differing.length > 0 ? before() : next;
}

/** What was just saved in an older version and has no place in the one that is live: it would be seen by nobody. */
export async function lostIn(client: QueryClient, saved: RecordModel, language: string): Promise<Gone[]> {
  const { meta } = saved;
  if (liveVersion(meta.name) === meta.version) return [];
  const newest = await newestMeta(client, meta.name).catch(() => null);
  return newest && isKnown(newest, saved.entity) ? adopt(saved, newest, language, null).gone : [];
}

/** Whether an app still has records of this kind. */
export const isKnown = (meta: Meta, entity: string) => meta.entities.some((one) => one.name === entity);
