import { send } from '@lowcodecrm/web/api';
import { type Diagnostic, designPath, post } from '../draft/index.ts';

export type Change = { kind: string; target: string; risk: 'none' | 'low' | 'dataLoss'; loses?: string; message?: string };
export type Impact = {
  kind: 'violates' | 'missing' | 'blocked' | 'stranded' | 'losesValue' | 'losesRecords';
  target: string;
  count: number;
  checked: number;
  exact: boolean;
  message: string;
  entity: string;
  filter?: string;
};
export type Plan = { changes: Change[]; impact: Impact[] };
export type Published = { version: number; changes: Change[]; diagnostics: Diagnostic[] };
export type Step = { phase: 'idle' | 'compiling' | 'warmingUp' | 'migrating' | 'deriving' | 'done' | 'failed'; label?: string; percent: number; version?: number };

export const check = async (app: string) => (await post<{ diagnostics: Diagnostic[] }>(app, 'check', {})).diagnostics;
export const plan = (app: string) => post<Plan>(app, 'plan', {});

/** Publishes, telling how far it is: the stream is open before the publishing begins, so that no step is missed. */
export async function publish(app: string, consent: string[], onStep: (step: Step) => void): Promise<Published> {
  return watched(app, onStep, async () => (await send<Published>(designPath(app, 'publish'), { method: 'POST', body: { consent } })).value);
}

export async function rollBack(app: string, to: number, onStep: (step: Step) => void): Promise<Published> {
  return watched(app, onStep, async () => (await send<Published>(designPath(app, 'rollback'), { method: 'POST', body: { to } })).value);
}

async function watched<T>(app: string, onStep: (step: Step) => void, work: () => Promise<T>): Promise<T> {
  const stream = new EventSource(designPath(app, 'publish/progress'));
  stream.addEventListener('progress', (event) => onStep(JSON.parse(event.data) as Step));
  // Without the stream the work is done all the same; it only cannot be watched.
  await new Promise<void>((ready) => {
    stream.addEventListener('progress', () => ready(), { once: true });
    stream.addEventListener('error', () => ready(), { once: true });
  });
  try {
    return await work();
  } finally {
    stream.close();
  }
}
