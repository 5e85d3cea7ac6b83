import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { query } from '../../api/http.ts';
import type { EntityMeta } from '../../api/meta.ts';
import { useApp } from '../../shell/app.ts';
import { toast } from '../../ui/Toast.tsx';
import { BulkProgress } from '../bulk/BulkDialogs.tsx';
import type { Column } from '../state/columns.ts';
import { orderOf } from '../state/listQuery.ts';

type What = { entity: EntityMeta; columns: Column[]; filter: string; search: string; sort: string[] };
/** Ids in one address; more go as several exports put together. */
const IDS_AT_ONCE = 50;
const NEWLINE = 10;
const QUOTE = 34;

/** What the list shows as a CSV file, read as it comes: the rows are counted, and it can be stopped. */
export function useExport({ entity, columns, filter, search, sort }: What): { run: (ids?: string[]) => void; panel: ReactNode } {
  const { t } = useTranslation('list');
  const { name: app, meta, text, language } = useApp();
  const [rows, setRows] = useState<number | null>(null);
  const abort = useRef<AbortController | null>(null);

  const run = async (ids?: string[]) => {
    const controller = new AbortController();
    abort.current = controller;
    setRows(0);
    try {
      const common = { $select: columns.map((column) => column.field.property).join(','), filter: filter || undefined, $search: search || undefined, $orderby: orderOf(meta, entity, sort), bom: true };
      const parts: Blob[] = [];
      let count = 0;
      const chunks = ids ? Array.from({ length: Math.ceil(ids.length / IDS_AT_ONCE) }, (_, i) => ids.slice(i * IDS_AT_ONCE, (i + 1) * IDS_AT_ONCE)) : [undefined];
      for (const [i, chunk] of chunks.entries()) {
        const address = `/api/${encodeURIComponent(app)}/${encodeURIComponent(entity.name)}/$export${query({ ...common, bom: i === 0, $filter: chunk && `id in (${chunk.join(',')})` })}`;
        const response = await fetch(address, { signal: controller.signal, credentials: 'same-origin', headers: { 'Accept-Language': language } });
        if (!response.ok || !response.body) throw new Error(((await response.json().catch(() => null)) as { detail?: string } | null)?.detail ?? response.statusText);
        const read = await readLines(response.body, i > 0, (seen) => setRows(count + seen));
        count += read.rows;
        parts.push(...read.parts);
      }
      save(new Blob(parts, { type: 'text/csv;charset=utf-8' }), `${text(entity.plural)}.csv`);
      toast(t('exported', { count }));
    } catch (error) {
      if (!controller.signal.aborted) toast(error instanceof Error ? error.message : String(error));
    } finally {
      setRows(null);
    }
  };
  return { run: (ids) => void run(ids), panel: rows !== null && <BulkProgress title={t('exporting')} done={rows} of={0} onCancel={() => abort.current?.abort()} /> };
}

/** Counts records as they arrive; line ends within quotes are part of a value. */
async function readLines(body: ReadableStream<Uint8Array<ArrayBuffer>>, withoutHead: boolean, onRows: (rows: number) => void): Promise<{ parts: Blob[]; rows: number }> {
  const reader = body.getReader();
  const parts: Blob[] = [];
  let lines = 0;
  let quoted = false;
  let head = withoutHead;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    let from = 0;
    for (let i = 0; i < value.length; i++) {
      if (value[i] === QUOTE) quoted = !quoted;
      else if (value[i] === NEWLINE && !quoted) {
        lines++;
        if (head) {
          from = i + 1;
          head = false;
        }
      }
    }
    if (!head) parts.push(new Blob([value.subarray(from)]));
    onRows(Math.max(0, lines - 1));
  }
  return { parts, rows: Math.max(0, lines - 1) };
}

function save(blob: Blob, name: string) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
