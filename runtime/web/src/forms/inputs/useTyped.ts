import { useEffect, useRef, useState } from 'react';
import { composing } from '../../ui/keys.ts';
import type { Read } from '../values/problem.ts';
import type { InputProps } from './types.ts';

type Element = HTMLInputElement | HTMLTextAreaElement;

/**
 * A text that is read as a value: at each key outside a composition, and when it ends. While an input method composes nothing is read, cut or set from outside.
 * @param show How the value stands there while nobody types.
 */
export function useTyped<E extends Element>(
  { value, onValue, onBlur, typed: before }: Pick<InputProps, 'value' | 'onValue' | 'onBlur' | 'typed'>,
  read: (text: string) => Read,
  show: (value: unknown) => string,
  plain: (text: string) => string = (text) => text,
) {
  const [text, setText] = useState(() => before ?? show(value));
  const state = useRef({ composing: false, typing: false, last: value, bad: before !== undefined });
  useEffect(() => {
    const now = state.current;
    if (now.composing || Object.is(now.last, value)) return;
    now.last = value;
    now.bad = false;
    setText(show(value));
  }, [value, show]);

  const take = (typed: string) => {
    const result = read(typed);
    state.current.bad = result.problem !== undefined;
    state.current.last = result.problem ? null : result.value;
    onValue(result.problem ? null : result.value, result.problem && { ...result.problem, typed });
  };
  return {
    value: text,
    onChange: (e: React.ChangeEvent<E>) => {
      setText(e.target.value);
      state.current.typing = true;
      if (!state.current.composing && !composing(e as never)) take(e.target.value);
    },
    onCompositionStart: () => {
      state.current.composing = true;
    },
    onCompositionEnd: (e: React.CompositionEvent<E>) => {
      state.current.composing = false;
      state.current.typing = true;
      take(e.currentTarget.value);
    },
    onBlur: (e: React.FocusEvent<E>) => {
      state.current.composing = false;
      if (state.current.typing) {
        state.current.typing = false;
        const typed = plain(e.target.value);
        const result = read(typed);
        take(typed);
        setText(result.problem ? typed : show(result.value));
      }
      onBlur?.();
    },
  };
}
