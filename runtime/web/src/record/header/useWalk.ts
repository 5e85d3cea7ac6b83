import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { EntityMeta } from '../../api/meta.ts';
import { listRecords, type RecordData, recordKeys } from '../../api/records.ts';
import { loadEditable } from '../../forms/index.ts';
import { extended, type Walk } from '../../list/state/walk.ts';
import { useApp } from '../../shell/app.ts';
import { paths } from '../../shell/paths.ts';

/** So many are asked for at once, when only so few are left. */
const STRETCH = 200;
const NEAR = 20;

/** The records before and after, as the list had them from which this one was opened. */
export function useWalk(entity: EntityMeta, record: RecordData) {
  const { name: app, meta } = useApp();
  const location = useLocation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const given = (location.state as { walk?: Walk } | null)?.walk;
  const further = useStretch(app, entity.name, given, record.id, 1);
  const earlier = useStretch(app, entity.name, given, record.id, -1);
  const walk = given && extended(given, earlier, further);
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
    void navigate(paths.record(app, entity.name, id) + location.search, { replace: true, state: { walk } });
    return true;
  };
  return { place: walk && at >= 0 ? walk.first + at + 1 : null, total: walk?.total ?? 0, previous, next, go, from: walk?.from };
}

/** What follows (or comes before) the part of the list that is known, once its end is near. */
function useStretch(app: string, entity: string, walk: Walk | undefined, id: string, by: 1 | -1): string[] {
  const at = walk?.ids.indexOf(id) ?? -1;
  const end = walk ? walk.first + walk.ids.length : 0;
  const isNear = walk?.query !== undefined && at >= 0 && (by > 0 ? at >= walk.ids.length - NEAR && end < walk.total : at < NEAR && walk.first > 0);
  const from = by > 0 ? end : Math.max(0, (walk?.first ?? 0) - STRETCH);
  const query = { ...walk?.query, $select: 'id', $skip: from, $top: by > 0 ? STRETCH : (walk?.first ?? 0) - from };
  const found = useQuery({
    queryKey: [...recordKeys.list(app, entity, query), 'walk'],
    queryFn: async ({ signal }) => (await listRecords(app, entity, query, signal)).value.map((one) => one.id),
    enabled: isNear,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return isNear ? (found.data ?? []) : [];
}
