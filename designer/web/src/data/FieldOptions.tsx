import { useTranslation } from '@lowcodecrm/web/i18n';
import { composing, hueOf, Icon, IconButton, Input } from '@lowcodecrm/web/ui';
import { GripVertical, Plus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { asText, change, type EntityDraft, type FieldDraft, freeName, freshId, labelOf, localesOf, moved, type OptionDraft, optionsOf, putOptions, useDraft, writeLabel } from '../draft/index.ts';
import { ColorPicker } from '../parts/ColorPicker.tsx';
import { Section, TextControl, TextSetting } from '../parts/Settings.tsx';
import { useReorder } from '../parts/useReorder.ts';
import { optionValue, propertyIn } from './actions.ts';
import styles from './Data.module.css';
import { NameRow } from './Named.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';

/** The options of a choice: what each is called and its colour, in the order in which they are offered. */
export function FieldOptions({ entity, field }: { entity: EntityDraft; field: FieldDraft }) {
  const { t, i18n } = useTranslation('data');
  const { store } = useDraft();
  const [open, setOpen] = useState<string | null>(null);
  const [removing, setRemoving] = useState<OptionDraft | null>(null);
  const [typed, setTyped] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const options = optionsOf(field.value);
  const label = labelOf(store, field.value, i18n.language, field.name);
  const put = (next: OptionDraft[]) => change(store, t('changedField', { field: label }), (edits) => putOptions(propertyIn(edits, entity.name, field.name), structuredClone(next), field.required));
  const setLabel = (index: number, locale: string, part: 'label' | 'reading', text: string) =>
    change(store, t('changedField', { field: label }), (edits) => {
      const property = propertyIn(edits, entity.name, field.name);
      const all = structuredClone(optionsOf(property));
      writeLabel(edits, store, all[index]!, locale, part, text);
      putOptions(property, all, field.required);
    });
  const add = () => {
    const text = typed.trim();
    if (!text) return;
    put([
      ...options,
      {
        value: freeName(
          optionValue(text, options.length),
          options.map((one) => one.value),
          'option',
        ),
        id: freshId('o'),
        title: text,
      },
    ]);
    setTyped('');
    input.current?.focus();
  };
  const reorder = useReorder(
    options.length,
    (from, to) => put(moved(options, from, to)),
    (position) => t('movedTo', { position, count: options.length }),
  );
  return (
    <Section title={t('options')}>
      <ul className={styles.options}>
        {options.map((option, i) => {
          const name = labelOf(store, option, i18n.language, option.value);
          return (
            <li key={asText(option.id) ?? option.value} className={styles.option} {...reorder.item(i)}>
              <button type="button" className={styles.handle} {...reorder.handle(i)} aria-label={t('moveField', { field: name })}>
                <Icon of={GripVertical} size={14} />
              </button>
              <button
                type="button"
                className={styles.swatch}
                style={{ color: `var(--${hueOf(asText(option.color))})` }}
                aria-expanded={open === option.value}
                aria-label={t('optionDetail', { option: name })}
                onClick={() => setOpen(open === option.value ? null : option.value)}
              />
              <TextControl label={name} value={name} onValue={(text) => text && setLabel(i, i18n.language, 'label', text)} />
              <IconButton icon={X} size="small" label={t('removeOption', { option: name })} onClick={() => setRemoving(option)} />
              {open === option.value && (
                <div className={styles.detail}>
                  <ColorPicker name={`color-${option.value}`} label={t('color')} value={asText(option.color)} onValue={(color) => put(options.map((one) => (one === option ? { ...one, color } : one)))} />
                  {localesOf(store)
                    .filter((locale) => locale !== i18n.language)
                    .map((locale) => (
                      <TextSetting
                        key={locale}
                        label={t(`languages.${locale}`, { defaultValue: locale })}
                        lang={locale}
                        value={labelOf(store, option, locale, '')}
                        onValue={(text) => setLabel(i, locale, 'label', text)}
                      />
                    ))}
                  <NameRow of={{ kind: 'option', entity: entity.name, field: field.name, name: option.value }} onRenamed={(next) => setOpen(next)} />
                </div>
              )}
            </li>
          );
        })}
      </ul>
      <div className={styles.inline}>
        <Input
          ref={input}
          value={typed}
          onValue={setTyped}
          aria-label={t('newOption')}
          placeholder={t('newOption')}
          onKeyDown={(e) => {
            if (composing(e) || e.key !== 'Enter') return;
            e.preventDefault();
            add();
          }}
        />
        <IconButton icon={Plus} label={t('addOption')} onClick={add} />
      </div>
      {removing && (
        <RemoveDialog
          of={{ kind: 'option', entity: entity.name, field: field.name, name: removing.value }}
          label={labelOf(store, removing, i18n.language, removing.value)}
          onClose={() => setRemoving(null)}
          onRemoved={() => setRemoving(null)}
        />
      )}
    </Section>
  );
}
