import { early } from './early.ts';

/** One thing wrong, at the field `target`. */
export type ProblemDetail = { code: string; target?: string; message: string; rule?: string };

/** What the server said instead of doing it: problem details, in the user's language. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: ProblemDetail[];
  /** The whole of the answer, with what its kind adds. */
  readonly body: Record<string, unknown>;
  constructor(status: number, body: Record<string, unknown>) {
    const error = body.error as { code?: string; message?: string; details?: ProblemDetail[] } | undefined;
    super((body.detail as string | undefined) ?? error?.message ?? (body.title as string | undefined) ?? String(status));
    this.status = status;
    this.code = error?.code ?? 'unexpected';
    this.details = error?.details ?? [];
    this.body = body;
  }
}

/** The server could not be reached. */
export class OfflineError extends Error {}

export type RequestOptions = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON, unless it is a body already. */
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Whether 401 is an answer like others; else the page waits until somebody has signed in again, and the request is made anew. */
  anonymous?: boolean;
  /** Not of what a page shows first: the next time that it is opened others are asked before this. */
  later?: boolean;
};

export type Answer<T> = { value: T; status: number; headers: Headers };

let language = 'en';
export const speak = (next: string) => {
  language = next;
};

const versions = new Map<string, number>();
/** The version of an app that its pages were drawn from: sent along, so that a form opened before a publish can be saved after it. */
export const keepVersion = (app: string, version: number) => {
  versions.set(app, version);
  live.set(app, version);
};

/** The version of an app that the server named last as the live one: what its pages were drawn from may be older. */
const live = new Map<string, number>();
export const liveVersion = (app: string) => live.get(app);

const watchers = new Set<(app: string) => void>();
/** Told when an app is found to be live in another version than its pages were drawn from. */
export function onPublish(watcher: (app: string) => void) {
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
  };
}

/** A stream or an answer names the live version. */
export function hearVersion(app: string, version: number) {
  if (live.get(app) === version) return;
  live.set(app, version);
  for (const watcher of watchers) watcher(app);
}

type Expiry = { expired: boolean; wait: Promise<void>; resume: () => void };
let expiry: Expiry | null = null;
const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};

/** Whether the session has ended under an open page. */
export const session = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  isExpired: () => expiry !== null,
  renewed: () => {
    expiry?.resume();
    expiry = null;
    tell();
  },
};

/** Until somebody has signed in again over the page. */
export function signedInAgain(): Promise<void> {
  if (!expiry) {
    let resume = () => {};
    const wait = new Promise<void>((done) => {
      resume = done;
    });
    expiry = { expired: true, wait, resume };
    tell();
  }
  return expiry.wait;
}

const cookie = (name: string) =>
  document.cookie
    .split('; ')
    .find((one) => one.startsWith(`${name}=`))
    ?.slice(name.length + 1);

const appIn = (path: string) => {
  const app = /^\/api\/([^/?]+)/.exec(path)?.[1];
  return app === undefined ? undefined : decodeURIComponent(app);
};

/** What every request bears: language, anti-forgery token, and the version of the app that its page was drawn from. */
export function standing(path: string, method: string): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language };
  if (method !== 'GET') headers['X-CSRF-Token'] = decodeURIComponent(cookie('crm_antiforgery') ?? '');
  const app = appIn(path);
  const version = app && versions.get(app);
  if (version && !path.endsWith('/meta')) headers['App-Version'] = String(version);
  return headers;
}

const isBody = (body: unknown): body is BodyInit => typeof body === 'string' || body instanceof FormData || body instanceof Blob || body instanceof ArrayBuffer;

/** The one way to the server: session cookie, anti-forgery token, language and app version go along; whatever is not a success is thrown as ApiError. */
export async function respond(path: string, options: RequestOptions = {}): Promise<Response> {
  const { method = 'GET', body, signal, anonymous } = options;
  const headers: Record<string, string> = { ...standing(path, method), ...options.headers };
  if (body !== undefined && !isBody(body)) headers['Content-Type'] ??= 'application/json';
  let response: Response;
  try {
    const before = method === 'GET' && !options.later ? await early(path, headers) : undefined;
    response = before ?? (await fetch(path, { method, headers, signal, credentials: 'same-origin', body: body === undefined ? undefined : isBody(body) ? body : JSON.stringify(body) }));
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new OfflineError(String(error));
  }
  if (response.status === 401 && !anonymous) {
    await signedInAgain();
    return respond(path, options);
  }
  const app = appIn(path);
  const newer = response.headers.get('App-Live-Version');
  if (app && newer) hearVersion(app, Number(newer));
  if (response.ok) return response;
  const value = await contentOf<unknown>(response);
  const error = new ApiError(response.status, typeof value === 'object' && value ? (value as Record<string, unknown>) : { title: response.statusText });
  // What only reads goes on at once with the version that is live; what writes is told, for it may have to be written otherwise.
  if (app && error.code === 'app_changed' && method === 'GET' && versions.delete(app)) {
    live.delete(app);
    for (const watcher of watchers) watcher(app);
    return respond(path, options);
  }
  throw error;
}

async function contentOf<T>(response: Response): Promise<T> {
  const text = await response.text();
  return (response.headers.get('Content-Type')?.includes('json') && text ? JSON.parse(text) : text || null) as T;
}

/** `respond`, with the answer read. */
export async function send<T>(path: string, options: RequestOptions = {}): Promise<Answer<T>> {
  const response = await respond(path, options);
  return { value: await contentOf<T>(response), status: response.status, headers: response.headers };
}

export const get = async <T>(path: string, signal?: AbortSignal, later?: boolean) => (await send<T>(path, { signal, later })).value;

/** A query string of what is given; `$` stays as OData writes it. */
export function query(params: Record<string, string | number | boolean | null | undefined>): string {
  const parts = Object.entries(params)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}
