import { createContext, useCallback, useContext, useRef, useSyncExternalStore } from 'react';
import { type FieldFrame, type FieldView, framesAlike, type RecordModel, type Summary } from './model.ts';

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

/** What stands around a field's value: drawn again only when that changed, whatever is typed or computed. */
export function useFieldFrame(model: RecordModel, property: string): FieldFrame {
  const subscribe = useCallback((listener: () => void) => model.subscribe(property, listener), [model, property]);
  const shown = useRef<FieldFrame | null>(null);
  return useSyncExternalStore(subscribe, () => {
    const now = model.view(property);
    if (!shown.current || !framesAlike(shown.current, now)) shown.current = now;
    return shown.current;
  });
}

/** Whether something was typed: drawn again when that turns, not at each key. */
export function useDirty(model: RecordModel): boolean {
  const subscribe = useCallback((listener: () => void) => model.subscribe('*', listener), [model]);
  return useSyncExternalStore(subscribe, () => model.summary().dirty);
}

/** What is said to keep the record from being saved. */
export function useErrors(model: RecordModel): Summary['errors'] {
  const subscribe = useCallback((listener: () => void) => model.subscribe('*', listener), [model]);
  return useSyncExternalStore(subscribe, () => model.summary().errors);
}

/** Drawn again at each change of the record or its rows. */
export function useSummary(model: RecordModel): Summary {
  const subscribe = useCallback((listener: () => void) => model.subscribe('*', listener), [model]);
  return useSyncExternalStore(subscribe, model.summary);
}
