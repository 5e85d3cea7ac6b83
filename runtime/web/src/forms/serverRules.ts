import type { ServerEvaluation } from '../rules/index.ts';
import type { RecordModel } from './model.ts';

const EVALUATE_MS = 300;

export type Question = { id?: string; values: Record<string, unknown>; changed: string[] };

/** Asks the server about rules that the browser cannot decide: only when there are such, once typing pauses, and only the answer to the latest question counts. */
export class ServerRules {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = '';
  private number = 0;
  private under: AbortController | null = null;

  constructor(
    private readonly model: RecordModel,
    private readonly ask: (question: Question, signal: AbortSignal) => Promise<ServerEvaluation>,
  ) {}

  /** After each change. */
  look = () => {
    if (!this.model.needsServer) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(), EVALUATE_MS);
  };

  stop() {
    clearTimeout(this.timer);
    this.number++;
    this.under?.abort();
  }

  private async run() {
    const values = this.model.changes();
    const question: Question = { ...(this.model.stored && { id: this.model.stored.id }), values, changed: Object.keys(values) };
    const text = JSON.stringify(question);
    // What the answer itself changed is no new question.
    if (text === this.asked) return;
    this.asked = text;
    this.under?.abort();
    this.under = new AbortController();
    const number = ++this.number;
    try {
      const answer = await this.ask(question, this.under.signal);
      if (number === this.number) this.model.evaluator.merge(answer);
    } catch {
      // It is decided when the record is saved; until then a further key asks again.
      if (number === this.number) this.asked = '';
    }
  }
}
