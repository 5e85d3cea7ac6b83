import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { query, send } from '../../api/http.ts';
import type { EntityMeta, FieldMeta } from '../../api/meta.ts';
import { type ListQuery, type Page, type RecordData, recordKeys } from '../../api/records.ts';
import { useApp } from '../../shell/app.ts';
import { titleOf } from '../../shell/titles.ts';
import { toast } from '../../ui/Toast.tsx';
import { localLink } from '../state/pages.ts';
import { BulkProgress, BulkReport } from './BulkDialogs.tsx';
import { type Call, type Refused, runBatch } from './batch.ts';

const AT_ONCE = 1000;

type Work = { title: string; done: number; of: number };
export type Report = { title: string; done: number; refused: (Refused & { title: string })[]; cancelled: boolean };

/** Doing the same with many records: progress, a way to stop, a report of what was refused, a way back. */
export function useBulk(
  entity: EntityMeta,
  onDone: () => void,
): { change: (records: RecordData[], field: FieldMeta, value: unknown) => Promise<void>; remove: (records: RecordData[]) => Promise<void>; all: (params: ListQuery) => Promise<RecordData[]>; panel: ReactNode } {
  const { t } = useTranslation('list');
  const { name: app, language } = useApp();
  const client = useQueryClient();
  const [work, setWork] = useState<Work | null>(null);
  const [report, setReport] = useState<Report | null>(null);
  const abort = useRef<AbortController | null>(null);
  const base = encodeURIComponent(entity.name);

  const run = async (title: string, calls: Call[], records: RecordData[], after: (done: string[]) => void) => {
    const controller = new AbortController();
    abort.current = controller;
    setWork({ title, done: 0, of: calls.length });
    try {
      const { done, refused } = await runBatch(app, calls, (count) => setWork({ title, done: count, of: calls.length }), controller.signal);
      const titles = new Map(records.map((record) => [record.id, titleOf(entity, record, language)]));
      if (refused.length > 0 || controller.signal.aborted) setReport({ title, done: done.length, refused: refused.map((one) => ({ ...one, title: titles.get(one.id) ?? one.id })), cancelled: controller.signal.aborted });
      if (done.length > 0) after(done);
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error));
    } finally {
      setWork(null);
      void client.invalidateQueries({ queryKey: recordKeys.entity(app, entity.name) });
      onDone();
    }
  };

  const change = async (records: RecordData[], field: FieldMeta, value: unknown): Promise<void> => {
    const patch = (id: string, to: unknown): Call => ({ id, method: 'PATCH', url: `${base}/${id}`, body: { [field.property]: to } });
    const before = new Map(records.map((record) => [record.id, record[field.property] ?? null]));
    await run(
      t('bulk.changing'),
      records.map((record) => patch(record.id, value)),
      records,
      (done) =>
        toast(t('bulk.changed', { count: done.length }), {
          undo: () =>
            void run(
              t('bulk.undoing'),
              done.map((id) => patch(id, before.get(id))),
              records,
              (undone) => toast(t('bulk.undone', { count: undone.length })),
            ),
        }),
    );
  };
  const remove = async (records: RecordData[]): Promise<void> => {
    await run(
      t('bulk.deleting'),
      records.map((record): Call => ({ id: record.id, method: 'DELETE', url: `${base}/${record.id}` })),
      records,
      (done) =>
        toast(t('bulk.deleted', { count: done.length }), {
          undo: () =>
            void run(
              t('bulk.undoing'),
              done.map((id): Call => ({ id, method: 'POST', url: `${base}/${id}/$restore` })),
              records,
              (undone) => toast(t('bulk.undone', { count: undone.length })),
            ),
        }),
    );
  };
  /** The whole result, page by page: what "all" means when only a part is loaded. */
  const all = async (params: ListQuery): Promise<RecordData[]> => {
    const found: RecordData[] = [];
    let next: string | undefined = `/api/${encodeURIComponent(app)}/${base}${query({ ...params })}`;
    while (next) {
      const page: Page = (await send<Page>(next, { headers: { Prefer: `odata.maxpagesize=${AT_ONCE}` } })).value;
      found.push(...page.value);
      next = localLink(page['@odata.nextLink']);
    }
    return found;
  };
  const panel = (
    <>
      {work && <BulkProgress title={work.title} done={work.done} of={work.of} onCancel={() => abort.current?.abort()} />}
      {report && <BulkReport report={report} onClose={() => setReport(null)} />}
    </>
  );
  return { change, remove, all, panel };
}
