import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, query, respond } from '../../api/http.ts';
import type { EntityMeta } from '../../api/meta.ts';
import { useApp } from '../../shell/app.ts';
import { saveFile } from '../../ui/saveFile.ts';
import { toast } from '../../ui/Toast.tsx';
import { BulkProgress } from '../bulk/BulkDialogs.tsx';
import type { Column } from '../state/columns.ts';
import { orderOf } from '../state/listQuery.ts';
import { ExportDialog, type ExportOrder, type Format } from './ExportDialog.tsx';

type What = { entity: EntityMeta; columns: Column[]; filter: string; search: string; sort: string[] };
const NEWLINE = 10;
const QUOTE = 34;
const KILO = 1000;
const TYPES: Record<Format, string> = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', csv: 'text/csv;charset=utf-8', ndjson: 'application/x-ndjson' };

/** How far it is: records, or where they cannot be told from one another, bytes. */
type Progress = { rows: number; of: number } | { bytes: number };

/** What the list shows as a file, read as it comes: the rows are counted, and it can be stopped. */
export function useExport({ entity, columns, filter, search, sort }: What): { run: (ids?: string[]) => void; panel: ReactNode } {
  const { t } = useTranslation('list');
  const { name: app, meta, text } = useApp();
  const [asking, setAsking] = useState<{ ids?: string[] } | null>(null);
  const [at, setAt] = useState<Progress | null>(null);
  const abort = useRef<AbortController | null>(null);

  const run = async ({ fields, format, total }: ExportOrder, ids?: string[]) => {
    const controller = new AbortController();
    abort.current = controller;
    const of = total ?? 0;
    setAt(format === 'xlsx' ? { bytes: 0 } : { rows: 0, of });
    try {
      const address = `/api/${encodeURIComponent(app)}/${encodeURIComponent(entity.name)}/$export`;
      const which = ids ? {} : { filter: filter || undefined, $search: search || undefined };
      const params = query({ format, bom: format === 'csv' || null, $select: fields.map((field) => field.property).join(','), $orderby: orderOf(meta, entity, sort), ...which });
      const response = await respond(address + params, { signal: controller.signal, headers: { Accept: '*/*' }, ...(ids && { method: 'POST', body: { ids } }) });
      const { parts, rows } = await readAll(response.body as ReadableStream<Uint8Array<ArrayBuffer>>, format, (seen) => setAt(format === 'xlsx' ? { bytes: seen } : { rows: seen, of }));
      saveFile(new Blob(parts, { type: TYPES[format] }), `${text(entity.plural)}.${format}`);
      toast(t('exported', { count: format === 'xlsx' ? of : rows }));
    } catch (error) {
      toast(controller.signal.aborted ? t('exportStopped') : error instanceof ApiError ? error.message : t('exportFailed'));
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
        {at && (
          <BulkProgress
            title={t('exporting')}
            {...('bytes' in at ? { done: 0, of: 0, said: t('received', { count: Math.ceil(at.bytes / KILO) }) } : { done: at.rows, of: at.of })}
            onCancel={() => abort.current?.abort()}
          />
        )}
      </>
    ),
  };
}

/** Counts records as they arrive, line ends within quotes being part of a value; of a workbook its bytes. */
async function readAll(body: ReadableStream<Uint8Array<ArrayBuffer>>, format: Format, onSeen: (seen: number) => void): Promise<{ parts: Blob[]; rows: number }> {
  const reader = body.getReader();
  const parts: Blob[] = [];
  const heads = format === 'csv' ? 1 : 0;
  let lines = 0;
  let bytes = 0;
  let quoted = false;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.length;
    if (format !== 'xlsx')
      for (const byte of value)
        if (heads === 1 && byte === QUOTE) quoted = !quoted;
        else if (byte === NEWLINE && !quoted) lines++;
    parts.push(new Blob([value]));
    onSeen(format === 'xlsx' ? bytes : Math.max(0, lines - heads));
  }
  return { parts, rows: Math.max(0, lines - heads) };
}
