import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../api/meta.ts';
import { hueFor, hueOf } from '../../ui/hues.ts';
import { Combobox, type Item } from './Combobox.tsx';
import { controlOf, type InputProps } from './types.ts';

/** One of the options, or several: each in its colour. */
export function ChoiceField(props: InputProps) {
  const { field, meta, value, onValue } = props;
  const { i18n } = useTranslation();
  const items = useMemo(
    () =>
      (field.options ?? []).map(
        (option): Item => ({
          value: option.value,
          text: inLanguage(option.label, i18n.language, meta) || option.value,
          color: option.color ? hueOf(option.color) : undefined,
          find: `${option.value} ${Object.values(option.label).join(' ')} ${Object.values(option.reading ?? {}).join(' ')}`,
        }),
      ),
    [field, meta, i18n.language],
  );
  const values = Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
  // A value that is none of the options any more is shown, not lost.
  const chosen = values.map((one) => items.find((item) => item.value === one) ?? { value: String(one), text: String(one) });
  const multiple = field.type === 'multiChoice';
  return (
    <Combobox
      {...controlOf(props)}
      items={items}
      chosen={chosen}
      multiple={multiple}
      chips
      clearable={!props.required}
      onChosen={(next) => onValue(multiple ? next.map((item) => item.value) : (next[0]?.value ?? null))}
    />
  );
}

export function TagsField(props: InputProps) {
  const { value, onValue, field } = props;
  const { t } = useTranslation('form');
  const tags = Array.isArray(value) ? (value as string[]) : [];
  const tag = (text: string): Item => ({ value: text, text, color: hueFor(text) });
  const free = (text: string) => {
    const clean = text.trim();
    return clean && [...clean].length <= (field.maxLength ?? 200) ? tag(clean) : null;
  };
  return <Combobox {...controlOf(props)} items={[]} chosen={tags.map(tag)} multiple free={free} placeholder={t('addTag')} onChosen={(next) => onValue(next.map((item) => item.value))} />;
}

const CODES = [
  'JPY',
  'USD',
  'EUR',
  'GBP',
  'CNY',
  'KRW',
  'TWD',
  'HKD',
  'SGD',
  'THB',
  'VND',
  'MYR',
  'IDR',
  'PHP',
  'INR',
  'AUD',
  'NZD',
  'CAD',
  'CHF',
  'SEK',
  'NOK',
  'DKK',
  'PLN',
  'CZK',
  'HUF',
  'TRY',
  'ILS',
  'AED',
  'SAR',
  'ZAR',
  'BRL',
  'MXN',
];

export function CurrencyField(props: InputProps) {
  const { value, onValue, meta } = props;
  const { i18n } = useTranslation();
  const items = useMemo(() => {
    const names = new Intl.DisplayNames([i18n.language], { type: 'currency' });
    return [...new Set([meta.currency, ...CODES])].map((code): Item => ({ value: code, text: code, detail: names.of(code) }));
  }, [i18n.language, meta.currency]);
  const code = typeof value === 'string' ? value : null;
  const free = (text: string): Item | null => (/^[A-Za-z]{3}$/.test(text.normalize('NFKC')) ? { value: text.normalize('NFKC').toUpperCase(), text: text.normalize('NFKC').toUpperCase() } : null);
  return (
    <Combobox {...controlOf(props)} items={items} free={free} chosen={code ? [items.find((item) => item.value === code) ?? { value: code, text: code }] : []} onChosen={(next) => onValue(next.at(-1)?.value ?? null)} />
  );
}
