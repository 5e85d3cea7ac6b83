/** A question that reads, with what it bore beside its path. */
export type Ask = { path: string; headers: Record<string, string> };
/** Questions that `early.ts` has asked before the scripts were there, by path. */
export type Early = Map<string, { headers: Record<string, string>; answer: Promise<Response | undefined> }>;

const NOTES = 'lowcodecrm.first';
/** What is asked so soon after the page was opened belongs to its start. */
const START_MS = 4_000;
/** More at once would stand in each other's way. */
const MOST_ASKS = 16;
const MOST_PLACES = 20;
/** Beside these an answer is the same whatever else the question bore. */
const telling = ['Accept', 'Accept-Language', 'App-Version', 'Prefer'];
/** The same in every language and version. */
const plain = (path: string) => path === '/auth/me' || path.endsWith('/meta') || path.includes('/settings/');

const address = () => location.pathname + location.search;
const opened = typeof location === 'undefined' ? '' : address();
let noted: Ask[] | null = typeof localStorage === 'undefined' || !opened.startsWith('/app/') ? null : [];
if (noted) {
  setTimeout(write, START_MS);
  addEventListener('pagehide', write);
}

const told = (path: string, headers: Record<string, string>) => (plain(path) ? {} : Object.fromEntries(telling.flatMap((name) => (headers[name] ? [[name, headers[name]]] : []))));

/** The answer, where the same was asked before the scripts were there. Taken once; what was refused or lost is asked anew. */
export async function early(path: string, headers: Record<string, string>): Promise<Response | undefined> {
  const ask = { path, headers: told(path, headers) };
  if (noted && noted.length < MOST_ASKS && address() === opened && !noted.some((one) => one.path === path)) noted.push(ask);
  const waiting = (globalThis as { lowcodecrmEarly?: Early }).lowcodecrmEarly;
  const found = waiting?.get(path);
  if (!found || performance.now() > START_MS) return undefined;
  waiting!.delete(path);
  if (telling.some((name) => ask.headers[name] !== found.headers[name])) return undefined;
  const answer = await found.answer;
  return answer?.ok ? answer : undefined;
}

/** Kept for the next time that the address is opened, the latest places only. */
function write() {
  if (!noted || noted.length === 0) return;
  const asks = noted;
  noted = null;
  try {
    const { [opened]: _, ...others } = JSON.parse(localStorage.getItem(NOTES) ?? '{}') as Record<string, Ask[]>;
    const kept = Object.entries(others).slice(-(MOST_PLACES - 1));
    localStorage.setItem(NOTES, JSON.stringify({ ...Object.fromEntries(kept), [opened]: asks }));
  } catch {
    // Without storage the next start asks as the first did.
  }
}
