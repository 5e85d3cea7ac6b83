import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { hearVersion, onPublish } from './http.ts';
import { metaKey } from './meta.ts';
import { recordKeys } from './records.ts';

export type Change = { entity: string; id: string; kind: 'create' | 'update' | 'delete' | 'restore' | (string & {}); version: number };

const GATHER_MS = 300;
const AGAIN_MS = 5000;
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

/** Once for an open app: what others change is asked for anew where it is shown, and so is the app itself once it is published. Many changes at once are one question. */
export function useLiveUpdates(app: string, version: number) {
  const client = useQueryClient();
  useEffect(() => {
    const gathered = new Set<string>();
    let timer = 0;
    const flush = () => {
      timer = 0;
      for (const entity of gathered) void client.invalidateQueries({ queryKey: recordKeys.entity(app, entity) });
      gathered.clear();
    };
    const renew = (cancelRefetch: boolean) => void client.invalidateQueries({ queryKey: metaKey(app) }, { cancelRefetch });
    // Many answers may say the same: one question is enough.
    const unwatch = onPublish((of) => of === app && renew(false));
    let stream: EventSource | null = null;
    let again = 0;
    let opened = false;
    let resumable = false;
    const open = () => {
      stream = new EventSource(`/api/${encodeURIComponent(app)}/changes`);
      stream.onopen = () => {
        // What happened while nobody listened: the server tells it again after the last that was heard.
        if (opened) {
          renew(true);
          if (!resumable) void client.invalidateQueries({ queryKey: recordKeys.app(app) });
        }
        opened = true;
      };
      stream.onmessage = (e) => {
        resumable = true;
        const change = JSON.parse(e.data as string) as Change;
        for (const listener of listeners) listener(change);
        gathered.add(change.entity);
        timer ||= window.setTimeout(flush, GATHER_MS);
      };
      stream.addEventListener('version', (e) => {
        hearVersion(app, (JSON.parse((e as MessageEvent<string>).data) as { version: number }).version);
      });
      stream.onerror = () => {
        // Refused (a server that starts, a session that ended), the browser does not try again by itself.
        if (stream?.readyState !== EventSource.CLOSED) return;
        resumable = false;
        clearTimeout(again);
        again = window.setTimeout(open, AGAIN_MS);
      };
    };
    open();
    return () => {
      unwatch();
      stream?.close();
      clearTimeout(timer);
      clearTimeout(again);
    };
  }, [app, client]);
  const drawn = useRef(version);
  useEffect(() => {
    if (drawn.current === version) return;
    drawn.current = version;
    // Records read otherwise in another version; who shows them asks by its words already.
    void client.invalidateQueries({ queryKey: recordKeys.app(app) });
    // Views and columns that people keep are kept in the names of the new version.
    void client.invalidateQueries({ queryKey: ['settings', app] });
    void client.invalidateQueries({ queryKey: ['sharedViews', app] });
  }, [app, version, client]);
}
