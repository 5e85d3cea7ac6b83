import { ApiError, OfflineError } from '@lowcodecrm/web/api';
import { type Author, changeDraft, type DraftAll, loadDraft } from './api.ts';
import { type Conflict, joined } from './join.ts';
import { type JsonObject, parseObject, printJson } from './json.ts';
import { merged } from './merge.ts';

export type FileText = { path: string; text: string | null };
/** One thing done, as it is undone: the texts before and after. */
export type Step = { label: string; before: FileText[]; after: FileText[]; merge?: string; at: number };
export type SaveState = { kind: 'saved'; at: Date | null } | { kind: 'saving' } | { kind: 'offline' } | { kind: 'failed'; message: string } | { kind: 'conflict'; files: Conflict[] };

export type DraftSnapshot = {
  revision: string;
  live: number;
  /** Files that differ from the live version. */
  changes: number;
  files: ReadonlyMap<string, string>;
  save: SaveState;
  undo: string | null;
  redo: string | null;
  /** Whose changes came in last, and when. */
  others?: { by: string | undefined; at: Date };
};

const saveAfter = 400;
const mergeWithin = 1500;
const retryAfter = 3000;
const mostTurns = 5;

/**
 * The draft of an app as the designer holds it: every file's text, what was done and can be undone, and the server kept up with it.
 * What somebody else changed meanwhile is put together with what was changed here; where both changed the same, saving stops and asks.
 */
export class DraftStore {
  readonly app: string;
  private readonly listeners = new Set<() => void>();
  private files = new Map<string, string>();
  private etags = new Map<string, string>();
  /** Texts as the server had them when they were last read or written: what changes of both sides are held against. */
  private known = new Map<string, string>();
  private readonly pending = new Set<string>();
  private undone: Step[] = [];
  private done: Step[] = [];
  private timer: ReturnType<typeof setTimeout> | null = null;
  private running: Promise<void> | null = null;
  private touched = 0;
  private readonly parsed = new Map<string, { text: string; value: JsonObject | null }>();
  private state: DraftSnapshot;
  /** Called when the server holds what is here. */
  onSaved: (revision: string) => void = () => {};

  constructor(app: string, all: DraftAll) {
    this.app = app;
    this.state = { revision: all.revision, live: all.live, changes: all.changes, files: this.files, save: { kind: 'saved', at: null }, undo: null, redo: null };
    this.take(all);
  }

  static async open(app: string): Promise<DraftStore> {
    return new DraftStore(app, await loadDraft(app));
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  readonly snapshot = () => this.state;

  /** Whether something here is not on the server yet. */
  get unsaved(): boolean {
    return this.pending.size > 0 || this.running !== null;
  }

  /** Whether the draft was sent or read here after a moment: what was asked before then tells nothing new. */
  busySince(moment: number): boolean {
    return this.running !== null || this.touched > moment;
  }

  text(path: string): string | undefined {
    return this.files.get(path);
  }

  /** A JSON file, parsed once a text. */
  json(path: string): JsonObject | null {
    const text = this.files.get(path);
    if (text === undefined) return null;
    const known = this.parsed.get(path);
    if (known?.text === text) return known.value;
    const value = parseObject(text);
    this.parsed.set(path, { text, value });
    return value;
  }

  /** Changes files as one step that can be undone. Steps with the same `merge` within moments become one, so that typing is undone by the phrase. */
  edit(label: string, changes: FileText[], merge?: string): void {
    const after = changes.filter(({ path, text }) => (this.files.get(path) ?? null) !== text);
    if (after.length === 0) return;
    const before = after.map(({ path }) => ({ path, text: this.files.get(path) ?? null }));
    const last = this.done.at(-1);
    const now = Date.now();
    if (merge && last?.merge === merge && now - last.at < mergeWithin && this.undone.length === 0) {
      const known = new Set(last.before.map((file) => file.path));
      last.before.push(...before.filter((file) => !known.has(file.path)));
      last.after = [...last.after.filter((file) => !after.some((one) => one.path === file.path)), ...after];
      last.at = now;
    } else this.done.push({ label, before, after, merge, at: now });
    this.undone = [];
    this.write(after);
  }

  /** Changes a JSON file by a function of its object; a missing file starts as `{}`. */
  editJson(label: string, path: string, change: (value: JsonObject) => JsonObject, merge?: string): void {
    this.edit(label, [{ path, text: printJson(change(structuredClone(this.json(path) ?? {}))) }], merge);
  }

  undo(): void {
    const step = this.done.pop();
    if (!step) return;
    this.undone.push(step);
    this.write(this.back(step.after, step.before));
  }

  redo(): void {
    const step = this.undone.pop();
    if (!step) return;
    this.done.push({ ...step, merge: undefined });
    this.write(this.back(step.before, step.after));
  }

  /** From one state of files to the other, leaving what somebody else changed in them since. A file in which that cannot be told apart stays as it is. */
  private back(from: FileText[], to: FileText[]): FileText[] {
    return to.flatMap(({ path, text }) => {
      const before = from.find((file) => file.path === path)?.text ?? null;
      const now = this.files.get(path) ?? null;
      if (now === before) return [{ path, text }];
      const both = before !== null && now !== null && text !== null ? merged(path, before, now, text) : null;
      return both === null ? [] : [{ path, text: both }];
    });
  }

  /** Sends what is not sent yet; resolves when the server holds all of it, throws when it can't be. */
  async flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    while (this.running) await this.running;
    // What was put together with the changes of others is sent again.
    for (let turn = 0; turn < mostTurns && this.pending.size > 0 && this.state.save.kind !== 'conflict'; turn++) {
      this.running = this.send().finally(() => {
        this.running = null;
      });
      await this.running;
      if (this.state.save.kind === 'failed' || this.state.save.kind === 'offline') break;
    }
    if (this.state.save.kind === 'conflict' || this.pending.size > 0) throw new Error('The draft is not saved.');
  }

  /** Runs a change that the server makes itself (a rename, a removal), and makes it one undoable step here. */
  async onServer<T>(label: string, work: () => Promise<T>): Promise<T> {
    await this.flush();
    const result = await work();
    await this.reload(label);
    return result;
  }

  /** Takes what the server holds. With a label, the difference can be undone; without one, the history of steps begins anew. */
  async reload(label?: string): Promise<void> {
    const before = new Map(this.files);
    this.take(await loadDraft(this.app));
    this.pending.clear();
    if (label) {
      const paths = new Set([...before.keys(), ...this.files.keys()].filter((path) => before.get(path) !== this.files.get(path)));
      const texts = (files: Map<string, string>) => [...paths].map((path) => ({ path, text: files.get(path) ?? null }));
      if (paths.size > 0) this.done.push({ label, before: texts(before), after: texts(this.files), at: 0 });
    } else this.done = [];
    this.undone = [];
    this.tell({ save: { kind: 'saved', at: new Date() } });
    this.onSaved(this.state.revision);
  }

  /** Takes over what others changed; what was changed here stays, also what is not sent yet, and so do the steps to be undone. */
  async follow(): Promise<void> {
    while (this.running) await this.running;
    if (this.state.save.kind === 'conflict') return;
    const all = await loadDraft(this.app);
    if (all.revision === this.state.revision && all.live === this.state.live) return;
    this.ask(this.takeIn(all));
    this.tell({ others: { by: latest(all), at: new Date() } });
    this.onSaved(this.state.revision);
  }

  /** After a conflict: whose text each file is to have. */
  async resolve(choices: ReadonlyMap<string, 'mine' | 'theirs'>): Promise<void> {
    if (this.state.save.kind !== 'conflict') return;
    const theirs = this.state.save.files.filter((file) => choices.get(file.path) === 'theirs');
    const changes = theirs.map(({ path, theirs: text }) => ({ path, text }));
    if (changes.length > 0) this.write(changes);
    for (const { path } of theirs) this.pending.delete(path);
    this.tell({ save: { kind: 'saving' } });
    await this.flush();
  }

  private take(all: DraftAll): void {
    this.files = new Map(all.files.flatMap((file) => (file.text === undefined ? [] : [[file.path, file.text] as const])));
    this.known = new Map(this.files);
    this.etags = new Map(all.files.map((file) => [file.path, file.etag]));
    this.touched = Date.now();
    this.tell({ revision: all.revision, live: all.live, changes: all.changes, files: this.files });
  }

  /** The server's state with what is not sent yet put into it; where that cannot be, it is to be asked. */
  private takeIn(all: DraftAll): Conflict[] {
    const own = new Map([...this.pending].map((path) => [path, this.files.get(path) ?? null]));
    const before = this.known;
    this.take(all);
    const { files, settled, conflicts } = joined(before, own, all);
    this.files = files;
    for (const path of settled) this.pending.delete(path);
    this.tell({ files });
    return conflicts;
  }

  private ask(conflicts: Conflict[]): void {
    if (conflicts.length > 0) this.tell({ save: { kind: 'conflict', files: conflicts } });
    else if (this.pending.size > 0) this.soon(saveAfter);
    else this.tell({ save: { kind: 'saved', at: new Date() } });
  }

  private write(changes: FileText[]): void {
    const files = new Map(this.files);
    for (const { path, text } of changes) {
      if (text === null) files.delete(path);
      else files.set(path, text);
      this.pending.add(path);
    }
    this.files = files;
    this.tell({ files });
    this.soon(saveAfter);
  }

  private soon(delay: number): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush().catch(() => {}), delay);
  }

  private async send(): Promise<void> {
    const paths = [...this.pending];
    const sent = new Map(paths.map((path) => [path, this.files.get(path) ?? null]));
    // A file that never was on the server and is gone again is nothing to send.
    const changes = paths
      .filter((path) => sent.get(path) !== null || this.etags.has(path))
      .map((path) => {
        const etag = this.etags.get(path);
        return { path, text: sent.get(path) ?? null, ...(etag ? { ifMatch: etag } : { ifNoneMatch: '*' as const }) };
      });
    let missed = false;
    this.tell({ save: { kind: 'saving' } });
    try {
      if (changes.length > 0) {
        const answer = await changeDraft(this.app, changes);
        for (const file of answer.files) {
          const text = sent.get(file.path);
          if ('etag' in file) this.etags.set(file.path, file.etag);
          else this.etags.delete(file.path);
          if (typeof text === 'string') this.known.set(file.path, text);
          else this.known.delete(file.path);
        }
        // Others changed other files before: the revision is taken as known only when theirs are here.
        missed = answer.before !== this.state.revision;
        if (!missed) this.tell({ revision: answer.revision });
        this.touched = Date.now();
        this.tell({ changes: answer.changes });
      }
      for (const path of paths) if ((this.files.get(path) ?? null) === sent.get(path)) this.pending.delete(path);
      this.tell({ save: { kind: 'saved', at: new Date() } });
      if (missed) {
        const all = await loadDraft(this.app);
        this.ask(this.takeIn(all));
        this.tell({ others: { by: latest(all), at: new Date() } });
      } else if (this.pending.size > 0) this.soon(saveAfter);
      this.onSaved(this.state.revision);
    } catch (error) {
      if (error instanceof ApiError && error.status === 412) await this.refused(error).catch(() => this.soon(retryAfter));
      else if (error instanceof OfflineError) {
        this.tell({ save: { kind: 'offline' } });
        this.soon(retryAfter);
      } else this.tell({ save: { kind: 'failed', message: error instanceof Error ? error.message : String(error) } });
    }
  }

  /** Somebody was first in one of the files: what both made of them is put together, and sent again; where it cannot be, it is asked. */
  private async refused(error: ApiError): Promise<void> {
    const conflicts = this.takeIn(await loadDraft(this.app));
    // Of files that are gone only the refusal tells who took them away.
    const authors = (error.body.files as ({ path: string } & Partial<Author>)[] | undefined) ?? [];
    this.ask(conflicts.map((file) => ({ ...authors.find((one) => one.path === file.path), ...file })));
    this.tell({ others: { by: authors.find((file) => file.by !== undefined)?.by, at: new Date() } });
    this.onSaved(this.state.revision);
  }

  private tell(part: Partial<DraftSnapshot>): void {
    this.state = { ...this.state, ...part, undo: this.done.at(-1)?.label ?? null, redo: this.undone.at(-1)?.label ?? null };
    for (const listener of this.listeners) listener();
  }
}

/** Who changed the draft last, as far as its files tell. */
const latest = (all: DraftAll) => all.files.reduce<Partial<Author>>((last, file) => (file.at && file.at > (last.at ?? '') ? file : last), {}).by;
