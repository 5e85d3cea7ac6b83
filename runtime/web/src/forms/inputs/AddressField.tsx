import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import input from '../../ui/Input.module.css';
import { type Address, countries, isJapanese, postalCode } from '../values/addresses.ts';
import { Combobox } from './Combobox.tsx';
import styles from './inputs.module.css';
import { controlProps, type InputProps } from './types.ts';

type Part = keyof Address;
const japanese: [Part, string][] = [
  ['postalCode', 'third'],
  ['region', 'third'],
  ['city', 'third'],
  ['street', ''],
  ['building', ''],
];
const western: [Part, string][] = [
  ['street', ''],
  ['building', ''],
  ['city', 'third'],
  ['region', 'third'],
  ['postalCode', 'third'],
];

/** The parts of an address in the order of its country: 〒 first in Japan, the street first elsewhere. */
export function AddressField(props: InputProps) {
  const { value, onValue, disabled, onBlur } = props;
  const { t, i18n } = useTranslation('form');
  const address = (value ?? {}) as Address;
  const [typing, setTyping] = useState<Part | null>(null);
  const set = (changes: Address) => {
    const next: Address = { ...address, ...changes };
    onValue(Object.entries(next).some(([part, text]) => text && part !== 'country') ? Object.fromEntries(Object.entries(next).map(([part, text]) => [part, text === '' ? null : text])) : null);
  };
  const order = isJapanese(address, i18n.language) ? japanese : western;
  const { id, ...rest } = controlProps({ ...props, label: undefined });
  const all = countries(i18n.language);
  return (
    <fieldset className={styles.parts} aria-label={props.label}>
      {order.map(([part, width], at) => (
        <label key={part} className={`${styles.part} ${width ? styles[width] : ''}`}>
          <span>{t(`address.${part}`)}</span>
          <input
            {...(at === 0 ? { id, ...rest } : { disabled })}
            className={input.input}
            autoComplete="off"
            inputMode={part === 'postalCode' && order === japanese ? 'numeric' : undefined}
            value={address[part] ?? ''}
            onFocus={() => setTyping(part)}
            onChange={(e) => set({ [part]: e.target.value })}
            onBlur={(e) => {
              setTyping(null);
              const plain = part === 'postalCode' ? postalCode(e.target.value, address.country) : e.target.value.trim();
              if (typing === part && plain !== (address[part] ?? '')) set({ [part]: plain });
              onBlur?.();
            }}
          />
        </label>
      ))}
      <div className={`${styles.part} ${styles.half}`}>
        <span>{t('address.country')}</span>
        <Combobox
          label={t('address.country')}
          items={all}
          chosen={address.country ? [all.find((one) => one.value === address.country) ?? { value: address.country, text: address.country }] : []}
          disabled={disabled}
          onChosen={(items) => set({ country: items[0]?.value ?? null })}
          onBlur={onBlur}
        />
      </div>
    </fieldset>
  );
}
