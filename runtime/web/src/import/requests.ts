import { ApiError, query, respond, send } from '../api/http.ts';

export type PreviewColumn = { index: number; header: string; field: string | null; guess: 'name' | 'data' | null; samples: string[] };
export type Preview = { format: 'csv' | 'xlsx'; encoding: string | null; delimiter: string | null; rows: number; columns: PreviewColumn[] };
export type Refusal = { line: number; column: string | null; message: string };
/** How far an import has come. */
export type Count = { done: number; created: number; updated: number; unchanged: number; rejected: number };
export type Report = { created: number; updated: number; unchanged: number; rejected: Refusal[]; import: string; header: string[] | null; rows: { line: number; cells: string[] }[] };
/** `key`: names of fields with commas; null: every row is a new record. */
export type Order = { targets: readonly (string | null)[] | null; key: string | null; dryRun: boolean };

const place = (app: string, entity: string) => `/api/${encodeURIComponent(app)}/${encodeURIComponent(entity)}/$import`;
const NDJSON = 'application/x-ndjson';

export const isLines = (file: File) => /\.(ndjson|jsonl)$/i.test(file.name);
const headersOf = (file: File) => ({ 'Content-Type': isLines(file) ? NDJSON : 'application/octet-stream' });

export const lookAt = async (app: string, entity: string, file: File, signal: AbortSignal) =>
  (await send<Preview>(`${place(app, entity)}/$preview`, { method: 'POST', body: file, headers: headersOf(file), signal })).value;

/** One request; what it says on the way tells how far it is. */
export async function importFile(app: string, entity: string, file: File, order: Order, onCount: (count: Count) => void, signal: AbortSignal): Promise<Report> {
  // By place, for two columns may have the same name.
  const mapping = order.targets && JSON.stringify(Object.fromEntries(order.targets.map((target, i) => [`#${i + 1}`, target])));
  const params = query({ key: order.key, mode: order.key ? 'upsert' : 'create', dryRun: order.dryRun || null, rows: true, mapping });
  const response = await respond(place(app, entity) + params, { method: 'POST', body: file, headers: { ...headersOf(file), Accept: NDJSON }, signal });
  for await (const line of linesOf(response)) {
    const said = JSON.parse(line) as Count & { report?: Report; error?: { code: string; message: string } };
    if (said.error) throw new ApiError(400, { error: said.error });
    if (said.report) return said.report;
    onCount(said);
  }
  throw new ApiError(502, {});
}

async function* linesOf(response: Response): AsyncGenerator<string> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const lines = (rest + value).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest) yield rest;
}
