import { type Diagnostic, type DraftStore, post } from '../draft/index.ts';
import { offsetAt, type Process, type Span, type Structure } from '../rules/structure.ts';

/** Where on the process screen a place of a file is: the transition or state that it is in, or the process itself; null: in none. */
export async function inProcess(place: Pick<Diagnostic, 'file' | 'line' | 'column'>, draft: DraftStore): Promise<string | null> {
  const text = draft.text(place.file);
  // Most files of rules hold no process: that much can be seen without asking.
  if (text === undefined || !/process|プロセス/.test(text)) return null;
  const { processes } = await post<Structure>(draft.app, 'language/structure', { path: place.file, text });
  return addressIn(processes, offsetAt(text, place.line, place.column));
}

export function addressIn(processes: Process[], offset: number): string | null {
  const within = (span: Span) => offset >= span.start && offset <= span.end;
  const process = processes.find((one) => within(one.span));
  if (!process) return null;
  const transition = process.transitions.find((one) => within(one.span));
  const state = process.states.find((one) => within(one.span));
  const at = transition ? `?at=transition:${encodeURIComponent(transition.name.text)}` : state ? `?at=state:${encodeURIComponent(state.name.text)}` : '';
  return `process/${encodeURIComponent(process.name.text)}${at}`;
}
