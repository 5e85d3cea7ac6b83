import { useSyncExternalStore } from 'react';
import { ApiError } from '../api/http.ts';
import type { EntityMeta } from '../api/meta.ts';
import { type Mends, mendedRows, together, type Unknown, unknownIn } from './mends.ts';
import { type Count, importFile, isLines, lookAt, type Preview, type Report } from './requests.ts';
import { keysOf } from './targets.ts';

export type Step = 'file' | 'columns' | 'check' | 'result';
export type Work = { kind: 'look' | 'check' | 'import'; since: number; count: Count | null };
export type ImportState = {
  step: Step;
  file: File | null;
  /** Null: lines of JSON, which name their fields themselves. */
  preview: Preview | null;
  /** The field of each column; null: left out. */
  targets: (string | null)[];
  key: string | null;
  work: Work | null;
  checked: Report | null;
  report: Report | null;
  /** Values that rows were refused for, of the file as it is. */
  unknown: Unknown[];
  /** What stands for them. */
  mends: Mends;
  /** Whether it was changed since it was checked. */
  isStale: boolean;
  /** What was imported before it was stopped. */
  stopped: Count | null;
  /** What the server said, or that it said nothing. */
  problem: { message: string | null } | null;
};

const empty: ImportState = { step: 'file', file: null, preview: null, targets: [], key: null, work: null, checked: null, report: null, unknown: [], mends: {}, isStale: false, stopped: null, problem: null };

/** An import lives on while its page is left. */
export class ImportSession {
  state = empty;
  /** Told when an import has ended and its page is not there to show it. */
  onAway: ((report: Report) => void) | null = null;
  private readonly app: string;
  private entity: EntityMeta;
  private readonly listeners = new Set<() => void>();
  private abort: AbortController | null = null;
  /** Columns as somebody has put them: a mended file goes the same way. */
  private readonly chosen = new Map<string, string | null>();

  constructor(app: string, entity: EntityMeta) {
    this.app = app;
    this.entity = entity;
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private set(change: Partial<ImportState>) {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  /** The entity may be another after a publish. */
  knows(entity: EntityMeta) {
    this.entity = entity;
  }

  async take(file: File) {
    this.abort?.abort();
    if (isLines(file)) return this.set({ ...empty, file, step: 'columns' });
    this.set({ ...empty, file });
    const preview = await this.work('look', (signal) => lookAt(this.app, this.entity.name, file, signal));
    if (!preview) return;
    const taken = new Set<string>();
    const targets = preview.columns.map((column) => {
      const known = this.chosen.has(column.header) ? this.chosen.get(column.header)! : column.field;
      if (!known || !isUsable(column.header) || taken.has(known)) return null;
      taken.add(known);
      return known;
    });
    this.set({ preview, targets, key: keysOf(this.entity, targets)[0] ?? null, step: 'columns' });
  }

  map(index: number, target: string | null) {
    this.chosen.set(this.state.preview!.columns[index]!.header, target);
    const targets = this.state.targets.map((one, i) => (i === index ? target : one));
    const keys = keysOf(this.entity, targets);
    const key = this.state.key && !keys.includes(this.state.key) ? (keys[0] ?? null) : this.state.key;
    this.set({ targets, key, checked: null, unknown: [], mends: {}, problem: null });
  }

  /** @param instead Null: the value is left as it is, and its rows out. */
  mend({ field, value }: Unknown, instead: string | null) {
    const { [value]: _, ...others } = this.state.mends[field.name] ?? {};
    this.set({ mends: { ...this.state.mends, [field.name]: instead === null ? others : { ...others, [value]: instead } }, isStale: true });
  }

  setKey(key: string | null) {
    this.set({ key, checked: null, problem: null });
  }

  async check() {
    this.set({ step: 'check', checked: null, isStale: false, problem: null });
    const checked = await this.run('check', true);
    if (checked) this.set({ checked });
    else if (!this.state.problem) this.set({ step: 'columns' });
  }

  async import() {
    this.set({ step: 'result', report: null, stopped: null, problem: null });
    const report = await this.run('import', false);
    if (!report) return;
    this.set({ report });
    this.onAway?.(report);
  }

  /** What is imported stays. */
  stop() {
    const { work } = this.state;
    if (work?.kind === 'import') this.set({ stopped: work.count ?? { done: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 } });
    this.abort?.abort();
  }

  back() {
    const step = this.state.step === 'check' ? 'columns' : 'file';
    this.set({ step, problem: null });
  }

  again() {
    this.abort?.abort();
    this.set(empty);
  }

  /** The file, and then those of its refused rows that are mended: they go the same way. */
  private run(kind: 'check' | 'import', dryRun: boolean) {
    const { file, preview, targets, key, mends } = this.state;
    const order = { targets: preview ? targets : null, key, dryRun };
    return this.work(kind, async (signal) => {
      const say = (count: Count) => signal.aborted || this.set({ work: { ...this.state.work!, count } });
      const first = await importFile(this.app, this.entity.name, file!, order, say, signal);
      if (signal.aborted || !preview) return first;
      this.set({ unknown: unknownIn(this.entity, first, targets) });
      const mended = mendedRows(this.entity, first, targets, mends);
      if (!mended) return first;
      return together(first, await importFile(this.app, this.entity.name, mended.file, order, () => {}, signal), mended.lines);
    });
  }

  /** Null: stopped, or it did not go well, which `problem` tells. */
  private async work<T>(kind: Work['kind'], doing: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
    const abort = new AbortController();
    this.abort = abort;
    this.set({ work: { kind, since: Date.now(), count: null }, problem: null });
    const leaving = (e: BeforeUnloadEvent) => e.preventDefault();
    if (kind === 'import') window.addEventListener('beforeunload', leaving);
    try {
      const result = await doing(abort.signal);
      return abort.signal.aborted ? null : result;
    } catch (error) {
      if (!abort.signal.aborted) this.set({ problem: { message: error instanceof ApiError && error.status < 500 ? error.message : null } });
      return null;
    } finally {
      window.removeEventListener('beforeunload', leaving);
      if (this.abort === abort) {
        this.abort = null;
        this.set({ work: null });
      }
    }
  }
}

/** Columns headed @ are notes to the reader: the server leaves them out, too. */
export const isUsable = (header: string) => !header.startsWith('@');

const sessions = new Map<string, ImportSession>();

export function sessionOf(app: string, entity: EntityMeta): ImportSession {
  const key = `${app}/${entity.name}`;
  let session = sessions.get(key);
  if (!session) {
    session = new ImportSession(app, entity);
    sessions.set(key, session);
  }
  session.knows(entity);
  return session;
}

export function useImport(app: string, entity: EntityMeta): [ImportState, ImportSession] {
  const session = sessionOf(app, entity);
  return [useSyncExternalStore(session.subscribe, () => session.state), session];
}
