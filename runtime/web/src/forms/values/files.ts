import { ApiError, OfflineError, signedInAgain, standing } from '../../api/http.ts';
import type { Limits } from '../../api/meta.ts';
import { i18next } from '../../i18n/index.ts';
import type { Problem } from './problem.ts';

export type FileValue = { id: string; name: string; type: string; size: number };

export const fileUrl = (app: string, id: string) => `/api/${encodeURIComponent(app)}/files/${id}`;

/** Sends a file; `onProgress` hears the part that is through, from 0 to 1. fetch tells nothing of what was sent, so this is XMLHttpRequest. */
export function uploadFile(app: string, file: File, onProgress: (done: number) => void): { result: Promise<FileValue>; stop: () => void } {
  const state = { request: null as XMLHttpRequest | null, isStopped: false };
  const stopped = () => new DOMException('', 'AbortError');
  let giveUp = (_: unknown) => {};
  const given = new Promise<never>((_, failed) => {
    giveUp = failed;
  });
  const run = async (): Promise<FileValue> => {
    const request = new XMLHttpRequest();
    state.request = request;
    await post(request, `/api/${encodeURIComponent(app)}/files`, file, onProgress);
    const body = bodyOf(request);
    if (request.status === 401) {
      // As every request: it goes on once somebody has signed in again.
      await signedInAgain();
      if (state.isStopped) throw stopped();
      onProgress(0);
      return run();
    }
    if (request.status >= 200 && request.status < 300) return body as FileValue;
    throw new ApiError(request.status, (body as Record<string, unknown> | null) ?? { title: request.statusText });
  };
  const stop = () => {
    state.isStopped = true;
    state.request?.abort();
    giveUp(stopped());
  };
  return { result: Promise.race([run(), given]), stop };
}

const post = (request: XMLHttpRequest, path: string, file: File, onProgress: (done: number) => void) =>
  new Promise<void>((done, failed) => {
    request.upload.onprogress = (e) => e.lengthComputable && onProgress(e.loaded / e.total);
    request.onload = () => done();
    request.onerror = () => failed(new OfflineError(i18next.t('form:noConnection')));
    request.onabort = () => failed(new DOMException('', 'AbortError'));
    request.open('POST', path);
    for (const [name, value] of Object.entries(standing(path, 'POST'))) request.setRequestHeader(name, value);
    const form = new FormData();
    form.append('file', file, file.name);
    request.send(form);
  });

function bodyOf(request: XMLHttpRequest): unknown {
  try {
    return JSON.parse(request.responseText);
  } catch {
    // Not from our server; the status says enough.
    return null;
  }
}

/** What keeps a file from being sent; the server holds to the same. */
export function refusalOf(file: { name: string; size: number }, limits: Limits | undefined): Problem | undefined {
  const kind = /\.[^.]+$/.exec(file.name)?.[0].toLowerCase() ?? '';
  if (limits?.refusedFiles.includes(kind)) return { key: 'fileKind', args: { kind } };
  if (limits && file.size > limits.fileBytes) return { key: 'fileTooLarge', args: { name: file.name, size: Math.ceil(file.size / 1024 / 1024), most: Math.floor(limits.fileBytes / 1024 / 1024) } };
  return undefined;
}

export function fileSize(bytes: number, language: string): string {
  const format = (value: number, unit: string) => new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
  return bytes < 1024 ? format(bytes, 'byte') : bytes < 1024 * 1024 ? format(bytes / 1024, 'kilobyte') : format(bytes / 1024 / 1024, 'megabyte');
}
