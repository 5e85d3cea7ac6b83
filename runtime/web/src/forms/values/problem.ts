/** Why what was typed is no value of its field: a sentence of the area `form`, under `problem`. */
export type Problem = {
  key: string;
  args?: Record<string, string | number>;
  /** What stands there, as it was typed. */
  typed?: string;
};

/** What an input makes of a text. */
export type Read = { value: unknown; problem?: undefined } | { value?: undefined; problem: Problem };

export const took = (value: unknown): Read => ({ value });
export const refused = (key: string, args?: Problem['args']): Read => ({ problem: { key, ...(args && { args }) } });
