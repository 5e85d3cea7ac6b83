import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OfflineError, query, send } from '../../api/http.ts';
import type { EntityMeta, FieldMeta } from '../../api/meta.ts';
import { fixedBy } from '../../api/pending.ts';
import { type ListQuery, type Page, type RecordData, recordKeys } from '../../api/records.ts';
import { useApp } from '../../shell/app.ts';
import { titleOf } from '../../shell/titles.ts';
import { toast } from '../../ui/Toast.tsx';
import { localLink } from '../state/pages.ts';
import { BulkProgress, BulkReport } from './BulkDialogs.tsx';
import { type Call, type Refused, runBatch } from './batch.ts';

const AT_ONCE = 1000;

type Work = { title: string; done: number; of: number };
/** `failure`: why the rest was not tried. */
export type Report = { title: string; done: number; refused: (Refused & { title: string })[]; cancelled: boolean; failure?: string };

/** Doing the same with many records: progress, a way to stop, a report of what was refused, a way back. */
export function useBulk(
  entity: EntityMeta,
  onDone: () => void,
): {
  change: (records: RecordData[], field: FieldMeta, value: unknown) => Promise<void>;
  remove: (records: RecordData[]) => Promise<void>;
  all: (params: ListQuery, total: number) => Promise<RecordData[]>;
  panel: ReactNode;
} {
  const { t } = useTranslation('list');
  const { name: app, language, text } = useApp();
  const client = useQueryClient();
  const [work, setWork] = useState<Work | null>(null);
  const [report, setReport] = useState<Report | null>(null);
  const abort = useRef<AbortController | null>(null);
  const base = encodeURIComponent(entity.name);

  const said = (error: unknown) => (error instanceof OfflineError ? t('unreachable') : error instanceof Error ? error.message : String(error));

  /** @param known Those that would be refused anyway, which are not asked for. */
  const run = async (title: string, calls: Call[], records: RecordData[], after: (done: string[]) => void, known: Refused[] = []) => {
    if (records.length === 0) return;
    const controller = new AbortController();
    abort.current = controller;
    setWork({ title, done: 0, of: calls.length });
    try {
      const answer = await runBatch(app, calls, (count) => setWork({ title, done: count, of: calls.length }), controller.signal);
      const { done } = answer;
      const refused = [...known, ...answer.refused];
      const titles = new Map(records.map((record) => [record.id, titleOf(entity, record, language)]));
      const failure = answer.failure && said(answer.failure);
      // Stopped as the last were under way: nothing was left out.
      const cancelled = controller.signal.aborted && done.length + answer.refused.length < calls.length;
      if (refused.length > 0 || cancelled || failure) setReport({ title, done: done.length, refused: refused.map((one) => ({ ...one, title: titles.get(one.id) ?? one.id })), cancelled, failure });
      if (done.length > 0) after(done);
    } finally {
      setWork(null);
      void client.invalidateQueries({ queryKey: recordKeys.entity(app, entity.name) });
      onDone();
    }
  };

  const change = async (records: RecordData[], field: FieldMeta, value: unknown): Promise<void> => {
    const patch = (id: string, to: unknown): Call => ({ id, method: 'PATCH', url: `${base}/${id}`, body: { [field.property]: to } });
    const before = new Map(records.map((record) => [record.id, record[field.property] ?? null]));
    const fixed = records.flatMap((record): Refused[] => {
      const approval = fixedBy(entity, record, field.name);
      return approval ? [{ id: record.id, message: t('form:fixed', { approval: text(approval) }) }] : [];
    });
    const held = new Set(fixed.map((one) => one.id));
    await run(
      t('bulk.changing'),
      records.filter((record) => !held.has(record.id)).map((record) => patch(record.id, value)),
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
      fixed,
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
  /** The whole result, page by page: what "all" means when only a part is loaded. Stopped or failed, there are none: nothing is done by halves that nobody has seen. */
  const all = async (params: ListQuery, total: number): Promise<RecordData[]> => {
    const controller = new AbortController();
    abort.current = controller;
    const title = t('bulk.gathering');
    setWork({ title, done: 0, of: total });
    const found: RecordData[] = [];
    let next: string | undefined = `/api/${encodeURIComponent(app)}/${base}${query({ ...params })}`;
    try {
      while (next) {
        const page: Page = (await send<Page>(next, { signal: controller.signal, headers: { Prefer: `odata.maxpagesize=${AT_ONCE}` } })).value;
        found.push(...page.value);
        setWork({ title, done: found.length, of: Math.max(total, found.length) });
        next = localLink(page['@odata.nextLink']);
      }
      return found;
    } catch (error) {
      toast(controller.signal.aborted ? t('bulk.nothingDone') : said(error));
      return [];
    } finally {
      setWork(null);
    }
  };
  const panel = (
    <>
      {work && <BulkProgress title={work.title} done={work.done} of={work.of} onCancel={() => abort.current?.abort()} />}
      {report && <BulkReport report={report} onClose={() => setReport(null)} />}
    </>
  );
  return { change, remove, all, panel };
}
