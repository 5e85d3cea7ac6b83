import type { Author, DraftAll } from './api.ts';
import { merged } from './merge.ts';

/** A file that two changed in ways that cannot both be kept: as it was, as it is here, as it is on the server; null: there is no such file. */
export type Conflict = { path: string; base: string | null; mine: string | null; theirs: string | null } & Partial<Author>;

/**
 * The server's files with what was changed here put into them.
 * @param base The texts that both sides began with.
 * @param own What was changed here and is not on the server.
 * @returns The files; those that need no sending any more; and what is to be asked, which stands here as it was changed here.
 */
export function joined(base: ReadonlyMap<string, string>, own: ReadonlyMap<string, string | null>, all: DraftAll): { files: Map<string, string>; settled: string[]; conflicts: Conflict[] } {
  const files = new Map(all.files.flatMap((file) => (file.text === undefined ? [] : [[file.path, file.text] as const])));
  const [settled, conflicts]: [string[], Conflict[]] = [[], []];
  for (const [path, mine] of own) {
    const [was, theirs] = [base.get(path) ?? null, files.get(path) ?? null];
    const both = mine === theirs || theirs === was ? mine : mine !== null && theirs !== null ? merged(path, was ?? '', mine, theirs) : null;
    const asked = both === null && theirs !== was && mine !== theirs;
    if (asked) {
      const told = all.files.find((file) => file.path === path);
      conflicts.push({ path, base: was, mine, theirs, ...(told?.by !== undefined && { by: told.by, at: told.at }) });
    }
    const next = asked ? mine : both;
    if (next === null) files.delete(path);
    else files.set(path, next);
    if (next === theirs) settled.push(path);
  }
  return { files, settled, conflicts };
}
