import { send } from '../../api/http.ts';

export type Call = { id: string; method: 'PATCH' | 'DELETE' | 'POST'; url: string; body?: unknown };
export type Refused = { id: string; message: string };
type Answer = { id: string; status: number; body?: { error?: { message?: string; details?: { message: string }[] }; detail?: string; title?: string } };

/** Records sent at a time: small enough that progress shows and cancelling is quick. */
export const CHUNK = 100;

/** What came of it; `failure`: why it was not gone on with. */
export type Outcome = { done: string[]; refused: Refused[]; failure?: Error };

/** Each record by itself: what one refuses does not hold up the others. Stops between chunks when cancelled, or when the server is not reached: what was done until then is told. */
export async function runBatch(app: string, calls: Call[], onProgress: (done: number) => void, signal: AbortSignal): Promise<Outcome> {
  const done: string[] = [];
  const refused: Refused[] = [];
  for (let at = 0; at < calls.length && !signal.aborted; at += CHUNK) {
    const chunk = calls.slice(at, at + CHUNK);
    const requests = chunk.map((call) => ({ id: call.id, method: call.method, url: call.url, headers: { prefer: 'return=minimal' }, ...(call.method !== 'DELETE' && { body: call.body ?? {} }) }));
    let responses: Answer[];
    try {
      responses = (await send<{ responses: Answer[] }>(`/api/${encodeURIComponent(app)}/$batch`, { method: 'POST', body: { requests }, headers: { Prefer: 'continue-on-error' } })).value.responses;
    } catch (error) {
      return { done, refused, failure: error instanceof Error ? error : new Error(String(error)) };
    }
    for (const answer of responses) {
      if (answer.status < 300) done.push(answer.id);
      else refused.push({ id: answer.id, message: reason(answer) });
    }
    onProgress(Math.min(at + CHUNK, calls.length));
  }
  return { done, refused };
}

function reason({ body, status }: Answer): string {
  const details = body?.error?.details?.map((one) => one.message).filter(Boolean) ?? [];
  return details.length > 0 ? [...new Set(details)].join(' ') : (body?.error?.message ?? body?.detail ?? body?.title ?? String(status));
}
