import { createContext, type RefObject, useContext } from 'react';
import type { EntityMeta } from '../api/meta.ts';
import type { RecordData } from '../api/records.ts';
import type { Stage } from './stage/useStage.ts';
import type { InPlace } from './useInPlace.ts';

export type RecordContext = {
  entity: EntityMeta;
  record: RecordData;
  inPlace: InPlace;
  stage: Stage;
  /** The note that is being written. */
  note: RefObject<string>;
};

const Context = createContext<RecordContext | null>(null);
export const RecordProvider = Context.Provider;

/** The record that the page shows. */
export function useRecordPage(): RecordContext {
  const found = useContext(Context);
  if (!found) throw new Error('This stands on the page of a record.');
  return found;
}
