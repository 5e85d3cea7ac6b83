import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import input from '../../ui/Input.module.css';
import { groupedNumber, plainNumber, readNumber } from '../values/numbers.ts';
import { currencyOf } from '../values/valueText.ts';
import styles from './inputs.module.css';
import { controlProps, type InputProps } from './types.ts';
import { useTyped } from './useTyped.ts';

/** Whole numbers, decimals, money with its currency before it, percent with its sign after it. */
export function NumberField(props: InputProps) {
  const { field, meta, record, entity } = props;
  const { i18n } = useTranslation();
  const read = useCallback((text: string) => readNumber(text, field), [field]);
  const box = useRef<HTMLInputElement>(null);
  const typed = useTyped<HTMLInputElement>(props, read, groupedNumber, plainNumber);
  const sign = field.type === 'money' ? signOf(currencyOf(meta, record, entity), i18n.language) : '';
  const control = <input {...controlProps(props)} {...typed} ref={box} type="text" inputMode="decimal" autoComplete="off" className={`${sign || field.type === 'percent' ? styles.bare : input.input} ${styles.number}`} />;
  if (!sign && field.type !== 'percent') return control;
  return (
    <span
      className={styles.affixed}
      data-invalid={props.invalid || undefined}
      data-disabled={props.disabled || undefined}
      onPointerDown={(e) => {
        if (e.target === box.current) return;
        e.preventDefault();
        box.current?.focus();
      }}
    >
      {sign && <span className={styles.affix}>{sign}</span>}
      {control}
      {field.type === 'percent' && <span className={styles.affix}>%</span>}
    </span>
  );
}

const signs = new Map<string, string>();
function signOf(currency: string, language: string): string {
  const key = `${currency} ${language}`;
  let sign = signs.get(key);
  if (!sign) {
    sign =
      new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
        .formatToParts(0)
        .find((part) => part.type === 'currency')
        ?.value.replace('￥', '¥') ?? currency;
    signs.set(key, sign);
  }
  return sign;
}
