import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { EntityMeta } from '../../api/meta.ts';
import { type RecordData, recordKeys } from '../../api/records.ts';
import { loadEditable } from '../../forms/index.ts';
import type { Walk } from '../../list/state/walk.ts';
import { useApp } from '../../shell/app.ts';
import { paths } from '../../shell/paths.ts';

/** The records before and after, as the list had them from which this one was opened. */
export function useWalk(entity: EntityMeta, record: RecordData) {
  const { name: app, meta } = useApp();
  const location = useLocation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const walk = (location.state as { walk?: Walk } | null)?.walk;
  const at = walk?.ids.indexOf(record.id) ?? -1;
  const previous = walk?.ids[at - 1];
  const next = at < 0 ? undefined : walk?.ids[at + 1];
  useEffect(() => {
    // The next is there when it is asked for.
    if (next) void client.prefetchQuery({ queryKey: [...recordKeys.entity(app, entity.name), 'page', next], queryFn: ({ signal }) => loadEditable(meta, entity.name, next, signal) });
  }, [client, app, meta, entity.name, next]);
  const go = (by: 1 | -1) => {
    const id = by > 0 ? next : previous;
    if (!id) return false;
    void navigate(paths.record(app, entity.name, id) + location.search, { replace: true, state: location.state });
    return true;
  };
  return { place: walk && at >= 0 ? walk.first + at + 1 : null, total: walk?.total ?? 0, previous, next, go, from: walk?.from };
}
