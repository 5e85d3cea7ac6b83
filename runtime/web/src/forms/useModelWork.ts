import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { send } from '../api/http.ts';
import type { ServerEvaluation } from '../rules/index.ts';
import { keepDraft } from './drafts.ts';
import { loadForRules } from './loading.ts';
import type { RecordModel } from './model.ts';
import type { Gone } from './rebase.ts';
import { ServerRules } from './serverRules.ts';

const DRAFT_MS = 400;
const OPEN: { closed: boolean; gone: Gone[] } = { closed: false, gone: [] };

/** What goes on beside typing: drafts are kept, records that rules read are fetched, rules that only the server has are asked for there. */
export function useModelWork(model: RecordModel, key: string | null, live: { closed: boolean; gone: Gone[] } = OPEN) {
  const client = useQueryClient();
  useEffect(() => {
    const timers = { draft: 0 };
    const asked = new Set<string>();
    let stopped = false;
    const flush = () => {
      clearTimeout(timers.draft);
      if (key && !live.closed) keepDraft(key, model, live.gone);
    };
    const rules = new ServerRules(model, async (body, signal) => {
      const path = `/api/${encodeURIComponent(model.meta.name)}/${encodeURIComponent(model.entity)}/$evaluate`;
      return (await send<ServerEvaluation>(path, { method: 'POST', body, signal })).value;
    });
    const look = () => {
      for (const { entity, id } of model.missing()) {
        if (asked.has(`${entity}/${id}`)) continue;
        asked.add(`${entity}/${id}`);
        void loadForRules(client, model.meta, entity, id).then((found) => !stopped && model.supply(entity, id, found));
      }
      rules.look();
      clearTimeout(timers.draft);
      timers.draft = window.setTimeout(flush, DRAFT_MS);
    };
    look();
    const unsubscribe = model.subscribe('*', look);
    window.addEventListener('pagehide', flush);
    return () => {
      stopped = true;
      unsubscribe();
      window.removeEventListener('pagehide', flush);
      rules.stop();
      flush();
    };
  }, [model, key, live, client]);
}
