import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { query, respond } from '../../api/http.ts';
import type { EntityMeta } from '../../api/meta.ts';
import { useApp } from '../../shell/app.ts';
import { saveFile } from '../../ui/saveFile.ts';
import { toast } from '../../ui/Toast.tsx';
import { BulkProgress } from '../bulk/BulkDialogs.tsx';
import type { Column } from '../state/columns.ts';
import { orderOf } from '../state/listQuery.ts';
import { ExportDialog, type ExportOrder } from './ExportDialog.tsx';

type What = { entity: EntityMeta; columns: Column[]; filter: string; search: string; sort: string[] };
/** Ids in one address; more go as several exports put together. */
const IDS_AT_ONCE = 50;
const NEWLINE = 10;
const QUOTE = 34;
const TYPES = { csv: 'text/csv;charset=utf-8', ndjson: 'application/x-ndjson' };

/** What the list shows as a file, read as it comes: the rows are counted, and it can be stopped. */
export function useExport({ entity, columns, filter, search, sort }: What): { run: (ids?: string[]) => void; panel: ReactNode } {
  const { t } = useTranslation('list');
  const { name: app, meta, text } = useApp();
  const [asking, setAsking] = useState<{ ids?: string[] } | null>(null);
  const [at, setAt] = useState<{ rows: number; of: number } | null>(null);
  const abort = useRef<AbortController | null>(null);

  const run = async ({ fields, format, total }: ExportOrder, ids?: string[]) => {
    const controller = new AbortController();
    abort.current = controller;
    const of = total ?? 0;
    setAt({ rows: 0, of });
    try {
      const isTable = format === 'csv';
      const common = { format, $select: fields.map((field) => field.property).join(','), filter: filter || undefined, $search: search || undefined, $orderby: orderOf(meta, entity, sort) };
      const parts: Blob[] = [];
      let count = 0;
      const chunks = ids ? Array.from({ length: Math.ceil(ids.length / IDS_AT_ONCE) }, (_, i) => ids.slice(i * IDS_AT_ONCE, (i + 1) * IDS_AT_ONCE)) : [undefined];
      for (const [i, chunk] of chunks.entries()) {
        const address = `/api/${encodeURIComponent(app)}/${encodeURIComponent(entity.name)}/$export${query({ ...common, bom: isTable && i === 0 ? true : null, $filter: chunk && `id in (${chunk.join(',')})` })}`;
        const response = await respond(address, { signal: controller.signal, headers: { Accept: '*/*' } });
        const read = await readLines(response.body as ReadableStream<Uint8Array<ArrayBuffer>>, isTable, i > 0, (seen) => setAt({ rows: count + seen, of }));
        count += read.rows;
        parts.push(...read.parts);
      }
      saveFile(new Blob(parts, { type: TYPES[format] }), `${text(entity.plural)}.${format}`);
      toast(t('exported', { count }));
    } catch (error) {
      if (!controller.signal.aborted) toast(error instanceof Error ? error.message : String(error));
    } finally {
      setAt(null);
    }
  };
  return {
    run: (ids) => setAsking({ ids }),
    panel: (
      <>
        {asking && (
          <ExportDialog
            entity={entity}
            shown={columns.map((column) => column.field)}
            filter={filter}
            search={search}
            ids={asking.ids}
            onClose={() => setAsking(null)}
            onExport={(order) => {
              setAsking(null);
              void run(order, asking.ids);
            }}
          />
        )}
        {at && <BulkProgress title={t('exporting')} done={at.rows} of={at.of} onCancel={() => abort.current?.abort()} />}
      </>
    ),
  };
}

/** Counts records as they arrive; line ends within quotes are part of a value. */
async function readLines(body: ReadableStream<Uint8Array<ArrayBuffer>>, isTable: boolean, withoutHead: boolean, onRows: (rows: number) => void): Promise<{ parts: Blob[]; rows: number }> {
  const reader = body.getReader();
  const parts: Blob[] = [];
  let lines = 0;
  let quoted = false;
  const heads = isTable ? 1 : 0;
  let head = isTable && withoutHead;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    let from = 0;
    for (let i = 0; i < value.length; i++) {
      if (isTable && value[i] === QUOTE) quoted = !quoted;
      else if (value[i] === NEWLINE && !quoted) {
        lines++;
        if (head) {
          from = i + 1;
          head = false;
        }
      }
    }
    if (!head) parts.push(new Blob([value.subarray(from)]));
    onRows(Math.max(0, lines - heads));
  }
  return { parts, rows: Math.max(0, lines - heads) };
}
