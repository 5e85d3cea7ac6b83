import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import type { FieldView, RecordModel, Summary } from './model.ts';

const ModelContext = createContext<RecordModel | null>(null);
export const ModelProvider = ModelContext.Provider;

/** The record that is edited around here. */
export function useModel(): RecordModel {
  const model = useContext(ModelContext);
  if (!model) throw new Error('Fields stand inside a form.');
  return model;
}

/** What a field shows: drawn again only when something of it changed. */
export function useFieldView(model: RecordModel, property: string): FieldView {
  const subscribe = useCallback((listener: () => void) => model.subscribe(property, listener), [model, property]);
  return useSyncExternalStore(subscribe, () => model.view(property));
}

export function useSummary(model: RecordModel): Summary {
  const subscribe = useCallback((listener: () => void) => model.subscribe('*', listener), [model]);
  return useSyncExternalStore(subscribe, model.summary);
}
