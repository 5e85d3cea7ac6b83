import { asObject, type JsonObject, printJson } from './json.ts';
import type { DraftStore, FileText } from './store.ts';

/** Changes of several files that are one step: objects to be written in, and files to be taken out. */
export class Edits {
  private readonly store: DraftStore;
  private readonly objects = new Map<string, JsonObject>();
  private readonly texts = new Map<string, string>();
  private readonly removed = new Set<string>();

  constructor(store: DraftStore) {
    this.store = store;
  }

  /** The object of a JSON file, to be changed in place; one that is missing begins empty. */
  json(path: string): JsonObject {
    let value = this.objects.get(path);
    if (!value) {
      value = structuredClone(this.store.json(path) ?? {});
      this.objects.set(path, value);
    }
    this.removed.delete(path);
    return value;
  }

  /** An object within an object, made where it is missing. */
  static within(value: JsonObject, key: string): JsonObject {
    const inner = asObject(value[key]) ?? {};
    value[key] = inner;
    return inner;
  }

  put(path: string, value: JsonObject): void {
    this.objects.set(path, value);
    this.removed.delete(path);
  }

  /** A file that is no JSON: its whole text. */
  text(path: string, text: string): void {
    this.texts.set(path, text);
    this.removed.delete(path);
  }

  remove(path: string): void {
    this.objects.delete(path);
    this.removed.add(path);
  }

  /** A file that cannot be read is left as it is: what stands in it is not to be lost by a change elsewhere. */
  done(): FileText[] {
    const written = [...this.objects].filter(([path]) => this.store.text(path) === undefined || this.store.json(path) !== null);
    return [...written.map(([path, value]) => ({ path, text: printJson(value) })), ...[...this.texts].map(([path, text]) => ({ path, text })), ...[...this.removed].map((path) => ({ path, text: null }))];
  }
}

/** One step of several files: `change(store, 'Add a field', (edits) => …)`. */
export function change(store: DraftStore, label: string, work: (edits: Edits) => void, merge?: string): void {
  const edits = new Edits(store);
  work(edits);
  store.edit(label, edits.done(), merge);
}
