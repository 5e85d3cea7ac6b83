import type { EvaluationContext, RecordValue } from '@lowcodecrm/rules';
import { Beyond } from './environment.ts';
import type { RecordEvaluator } from './record.ts';

/** The platform's own: the app's copy of its users. */
export const userEntity = '$user';

/** What rules of a record may read besides it: the record above, its rows, records that lookups name, who asks. */
export function contextOf(of: RecordEvaluator): EvaluationContext {
  const { environment } = of;
  return {
    ...environment.shared,
    get now() {
      return environment.now;
    },
    get user() {
      return userOf(of);
    },
    isNew: of.isNew,
    old: of.old,
    load: (entity, id) => find(of, entity, id),
    related: (entity, via, parentId) => relatedTo(of, entity, via, parentId),
  };
}

function userOf({ environment }: RecordEvaluator): RecordValue | null {
  const id = environment.meta.user?.id;
  return id ? (environment.isKnown(userEntity, id) ? environment.find(userEntity, id) : { id, entity: userEntity, values: { id } }) : null;
}

function find(of: RecordEvaluator, entity: string, id: string): RecordValue {
  for (let one: RecordEvaluator | null = of; one; one = one.parent?.record ?? null) if (one.id === id && one.program.entity.name === entity) return one.self;
  const { environment } = of;
  // Whether a lookup is set, and which record it names, is known without the record.
  return {
    id,
    entity,
    get values() {
      return environment.find(entity, id).values;
    },
  };
}

function relatedTo(of: RecordEvaluator, entity: string, via: string, parentId: string): RecordValue[] {
  if (parentId !== of.id) throw new Beyond();
  const list = of.program.childLists.find((one) => one.target === entity && one.via === via);
  const rows = list && of.rows.get(list.property);
  if (rows) return rows.map((row) => row.self);
  // Nothing can refer to what does not exist yet.
  if (of.isNew) return [];
  throw new Beyond();
}
