import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonName } from '../../i18n/formats.ts';
import input from '../../ui/Input.module.css';
import styles from './inputs.module.css';
import { controlProps, type InputProps } from './types.ts';

type Part = keyof PersonName;
const kana = /^[\u3041-\u309f\u30a1-\u30ff\uff66-\uff9f\u30fc]+$/;
const hiragana = (text: string) => text.normalize('NFKC').replace(/[\u30a1-\u30f6]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));

/** Family and given name with their readings. The kana typed while an input method composes a name is its reading, until somebody writes another. */
export function NameField(props: InputProps) {
  const { value, onValue, disabled, onBlur } = props;
  const { t, i18n } = useTranslation('form');
  const name = (value ?? {}) as PersonName;
  const latest = useRef(name);
  latest.current = name;
  const typedKana = useRef('');
  const composingPart = useRef<Part | null>(null);
  const own = useRef(new Set<Part>());

  const set = (changes: PersonName) => {
    const next = { ...latest.current, ...changes };
    latest.current = next;
    const cleaned = Object.fromEntries(Object.entries(next).map(([part, text]) => [part, text?.trim() ? text : null]));
    onValue(Object.values(cleaned).some(Boolean) ? { ...next, ...Object.fromEntries(Object.entries(next).map(([part, text]) => [part, text === '' ? null : text])) } : null);
  };
  const part = (which: Part, label: string, reading?: Part, control = {}) => (
    <label className={`${styles.part} ${styles.half}`}>
      <span>{label}</span>
      <input
        className={input.input}
        {...control}
        disabled={disabled}
        autoComplete="off"
        value={name[which] ?? ''}
        onCompositionStart={() => {
          composingPart.current = which;
          typedKana.current = '';
        }}
        onCompositionUpdate={(e) => {
          // Latin letters not yet turned into kana stand at its end.
          const so = e.data.replace(/[a-zａ-ｚ]+$/i, '');
          if (kana.test(so)) typedKana.current = so;
        }}
        onCompositionEnd={(e) => {
          composingPart.current = null;
          const text = e.currentTarget.value;
          const read = typedKana.current || (kana.test(e.data) ? e.data : '');
          if (reading && read && !own.current.has(reading)) set({ [which]: text, [reading]: `${latest.current[reading] ?? ''}${hiragana(read)}` });
          else set({ [which]: text });
        }}
        onChange={(e) => {
          const text = e.target.value;
          if (!reading) own.current.add(which);
          // What the composition holds is not the value yet, but the box must show it.
          if (reading && text === '' && !own.current.has(reading)) set({ [which]: '', [reading]: '' });
          else set({ [which]: text });
        }}
        onBlur={onBlur}
      />
    </label>
  );
  const { id, ...rest } = controlProps({ ...props, label: undefined });
  const family = part('family', t('name.family'), 'familyReading', { id, ...rest });
  const given = part('given', t('name.given'), 'givenReading');
  return (
    <fieldset className={styles.parts} aria-label={props.label}>
      {family}
      {given}
      {(i18n.language.startsWith('ja') || name.familyReading || name.givenReading || /[\u3040-\u9fff]/.test(`${name.family ?? ''}${name.given ?? ''}`)) && (
        <>
          {part('familyReading', t('name.familyReading'))}
          {part('givenReading', t('name.givenReading'))}
        </>
      )}
    </fieldset>
  );
}
