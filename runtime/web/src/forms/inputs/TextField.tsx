import { useCallback } from 'react';
import input from '../../ui/Input.module.css';
import { showPhone } from '../values/phones.ts';
import { codePoints, readText } from '../values/texts.ts';
import { controlProps, type InputProps } from './types.ts';
import { useTyped } from './useTyped.ts';

const modes = { email: 'email', phone: 'tel', url: 'url' } as const;
const narrow = (text: string) => text.normalize('NFKC').trim();
const same = (text: string) => text;

/** A line of text: text, email, phone, URL, code. */
export function TextField(props: InputProps) {
  const { field } = props;
  const kind = field.type as keyof typeof modes;
  const read = useCallback((text: string) => readText(text, field), [field]);
  const show = useCallback((value: unknown) => (field.type === 'phone' ? showPhone(value) : ((value as string | null) ?? '')), [field.type]);
  const typed = useTyped<HTMLInputElement>(props, read, show, kind in modes ? narrow : same);
  return <input {...controlProps(props)} {...typed} type="text" inputMode={modes[kind]} autoComplete="off" spellCheck={false} className={input.input} />;
}

export function LongTextField(props: InputProps) {
  const { field } = props;
  const read = useCallback((text: string) => readText(text, field), [field]);
  const show = useCallback((value: unknown) => (value as string | null) ?? '', []);
  const typed = useTyped<HTMLTextAreaElement>(props, read, show);
  return <textarea {...controlProps(props)} {...typed} rows={props.compact ? 1 : Math.min(10, Math.max(3, Math.ceil(codePoints(typed.value) / 40)))} className={`${input.input} ${input.area}`} />;
}
