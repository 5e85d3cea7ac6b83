import { type EntityMeta, type FieldMeta, fieldOf, type Meta, type ViewMeta } from '../api/meta.ts';
import type { ListQuery } from '../api/records.ts';

/** A view that somebody works through from the top: it leaves out what is done, and begins with the earliest date. */
export type Work = { view: ViewMeta; entity: EntityMeta; date: FieldMeta; about?: FieldMeta; choice?: FieldMeta };

/** Such views of the entities in the navigation, in its order: one an entity, so that nothing is listed twice. */
export function workOf(meta: Meta): Work[] {
  const names = [...new Set(meta.navigation.flatMap((group) => group.items))];
  return names.flatMap((name) => {
    const entity = meta.entities.find((one) => one.name === name);
    if (!entity) return [];
    for (const view of meta.views) {
      if (view.entity !== name || view.kind !== 'list' || !view.filter) continue;
      const date = fieldOf(entity, view.sort[0] ?? '');
      if (date?.type !== 'date' && date?.type !== 'datetime') continue;
      const fields = view.columns.flatMap((column) => fieldOf(entity, column) ?? []);
      return [{ view, entity, date, about: fields.find((field) => field.type === 'lookup'), choice: fields.find((field) => field.type === 'choice') }];
    }
    return [];
  });
}

/** Rows of a worklist. */
export const SHOWN = 8;

/** The records of a worklist: somebody's own, or everybody's. */
export const askFor = (work: Work, owner: string | null): ListQuery => ({
  filter: dueSoon(work),
  $filter: owner === null ? undefined : `owner_id eq ${owner}`,
  $orderby: `${work.date.property},id`,
  $top: SHOWN,
  $count: true,
  $expand: work.about?.name,
});

const DAYS_AHEAD = 7;

/** What of a view is due soon or late, as the rules language says it. */
export const dueSoon = ({ view, date }: Work) => `(${view.filter}) and ${date.type === 'date' ? date.name : `date(${date.name})`} <= today() + days(${DAYS_AHEAD})`;
