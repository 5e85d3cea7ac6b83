import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { recordKeys } from './records.ts';

export type Change = { entity: string; id: string; kind: 'create' | 'update' | 'delete' | 'restore' | (string & {}); version: number };

const GATHER_MS = 300;
const listeners = new Set<(change: Change) => void>();

/** Hears each change of the app that the user may see. */
export function useChanges(listener: (change: Change) => void) {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => {
    const heard = (change: Change) => latest.current(change);
    listeners.add(heard);
    return () => {
      listeners.delete(heard);
    };
  }, []);
}

/** Once for an open app: what others change is asked for anew where it is shown. Many changes at once are one question. */
export function useLiveUpdates(app: string) {
  const client = useQueryClient();
  useEffect(() => {
    const stream = new EventSource(`/api/${encodeURIComponent(app)}/changes`);
    const gathered = new Set<string>();
    let timer = 0;
    const flush = () => {
      timer = 0;
      for (const entity of gathered) void client.invalidateQueries({ queryKey: recordKeys.entity(app, entity) });
      gathered.clear();
    };
    stream.onmessage = (e) => {
      const change = JSON.parse(e.data as string) as Change;
      for (const listener of listeners) listener(change);
      gathered.add(change.entity);
      timer ||= window.setTimeout(flush, GATHER_MS);
    };
    return () => {
      stream.close();
      clearTimeout(timer);
    };
  }, [app, client]);
}
