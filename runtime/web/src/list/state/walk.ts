/** Goes along to a record that is opened from a list (`location.state.walk`): its neighbours in the order of the list. */
export type Walk = {
  ids: string[];
  /** The place of the first of them in the whole result, from 0. */
  first: number;
  total: number;
  /** The list's address. */
  from: string;
};
