import { useTranslation } from '@lowcodecrm/web/i18n';
import { Dialog, Field, Input, Select } from '@lowcodecrm/web/ui';
import { useState } from 'react';
import { optionValue, propertyIn } from '../data/actions.ts';
import { freeName, freshId, labelOf, optionsOf, putOptions, useDraft } from '../draft/index.ts';
import { addState } from './edits.ts';
import styles from './Process.module.css';
import type { Opened } from './useProcess.ts';

const isNew = '';

/** A state is an option of the field: one that is there and no state yet, or a new one. */
export function AddStateDialog({ opened, onClose, onAdded }: { opened: Opened; onClose: () => void; onAdded: (state: string) => void }) {
  const { t, i18n } = useTranslation('process');
  const { store } = useDraft();
  const { process, entity, field, options } = opened;
  const unused = options.filter((option) => !process.states.some((state) => state.name.text === option.value));
  const [chosen, setChosen] = useState<string>(unused[0]?.value ?? isNew);
  const [typed, setTyped] = useState('');
  const fresh = chosen === isNew;
  const submit = () => {
    if (!entity || !field || (fresh && !typed.trim())) return;
    const name = fresh ? freeName(optionValue(typed, options.length), [...options.map((option) => option.value), ...process.states.map((state) => state.name.text)], 'option') : chosen;
    opened.write(
      t('addedState', { state: fresh ? typed.trim() : opened.stateLabel(name) }),
      (now, text) => addState(text, now, name, opened.spell),
      (edits) => {
        if (!fresh) return;
        const property = propertyIn(edits, entity.name, field.name);
        putOptions(property, [...structuredClone(optionsOf(property)), { value: name, id: freshId('o'), title: typed.trim() }], field.required);
      },
    );
    onAdded(name);
    onClose();
  };
  return (
    <Dialog title={t('addState')} onClose={onClose} steady dirty={typed !== ''} submit={{ label: t('addState'), onSubmit: submit, disabled: fresh && !typed.trim() }}>
      <div className={styles.fields}>
        {unused.length > 0 && (
          <Field label={t('option')}>
            {(control) => (
              <Select
                {...control}
                value={chosen}
                onValue={(value) => setChosen(value ?? isNew)}
                options={[...unused.map((option) => ({ value: option.value, label: labelOf(store, option, i18n.language, option.value) })), { value: isNew, label: t('newOption') }]}
              />
            )}
          </Field>
        )}
        {fresh && (
          <Field label={t('stateName')} hint={t('stateHint')} required>
            {(control) => <Input {...control} value={typed} onValue={setTyped} />}
          </Field>
        )}
      </div>
    </Dialog>
  );
}
