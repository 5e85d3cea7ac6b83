import { ApiError } from '../../api/http.ts';
import { i18next } from '../../i18n/index.ts';

export type FileValue = { id: string; name: string; type: string; size: number };

export const fileUrl = (app: string, id: string) => `/api/${encodeURIComponent(app)}/files/${id}`;

const cookie = (name: string) =>
  document.cookie
    .split('; ')
    .find((one) => one.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** Sends a file; `onProgress` hears the part that is through, from 0 to 1. fetch tells nothing of what was sent, so this is XMLHttpRequest. */
export function uploadFile(app: string, file: File, onProgress: (done: number) => void): { result: Promise<FileValue>; stop: () => void } {
  const request = new XMLHttpRequest();
  const result = new Promise<FileValue>((done, failed) => {
    request.upload.onprogress = (e) => e.lengthComputable && onProgress(e.loaded / e.total);
    request.onload = () => {
      let body: unknown = null;
      try {
        body = JSON.parse(request.responseText);
      } catch {
        // Not from our server; the status says enough.
      }
      if (request.status >= 200 && request.status < 300) done(body as FileValue);
      else failed(new ApiError(request.status, (body as Record<string, unknown> | null) ?? { title: request.statusText }));
    };
    request.onerror = () => failed(new Error(i18next.t('form:noConnection')));
    request.onabort = () => failed(new DOMException('', 'AbortError'));
    request.open('POST', `/api/${encodeURIComponent(app)}/files`);
    request.setRequestHeader('Accept-Language', i18next.language);
    request.setRequestHeader('X-CSRF-Token', decodeURIComponent(cookie('crm_antiforgery') ?? ''));
    const form = new FormData();
    form.append('file', file, file.name);
    request.send(form);
  });
  return { result, stop: () => request.abort() };
}

export function fileSize(bytes: number, language: string): string {
  const format = (value: number, unit: string) => new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
  return bytes < 1024 ? format(bytes, 'byte') : bytes < 1024 * 1024 ? format(bytes / 1024, 'kilobyte') : format(bytes / 1024 / 1024, 'megabyte');
}
