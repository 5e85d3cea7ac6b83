import { useTranslation } from '@lowcodecrm/web/i18n';
import { Dialog, Field, PlainInput, Select } from '@lowcodecrm/web/ui';
import { useState } from 'react';
import { entitiesOf, freeName, isName, labelOf, optionsOf, useDraft } from '../draft/index.ts';
import { useSpell } from '../rules/words.ts';
import styles from './Process.module.css';
import type { Listed } from './useProcess.ts';

const stateLike = /状態|状況|段階|進捗|ステータス|ステージ|フェーズ|stage|status|state|phase|progress/i;

/** A process over a choice: its options become states, one leading to the next. */
export function AddProcessDialog({ processes, onClose, onAdded }: { processes: Listed[]; onClose: () => void; onAdded: (name: string) => void }) {
  const { t, i18n } = useTranslation('process');
  const { store, files } = useDraft();
  const spell = useSpell(processes[0]?.structure.japanese ?? i18n.language === 'ja');
  const choices = entitiesOf(store).flatMap((entity) =>
    entity.fields
      .filter((field) => field.type === 'choice' && optionsOf(field.value).length > 1 && !processes.some(({ process }) => process.entity.text === entity.name && process.field.text === field.name))
      .map((field) => ({ key: `${entity.name}.${field.name}`, entity, field })),
  );
  // Most often it is the state of something that goes through a process.
  const [key, setKey] = useState((choices.find((one) => stateLike.test(`${one.field.name} ${labelOf(store, one.field.value, i18n.language, one.field.name)}`)) ?? choices[0])?.key ?? null);
  const chosen = choices.find((one) => one.key === key);
  const [typed, setTyped] = useState('');
  const taken = processes.map(({ process }) => process.name.text);
  const proposed = chosen ? freeName(`${chosen.entity.name}_${chosen.field.name}`, taken, 'option') : '';
  const name = typed || proposed;
  const wrong = typed !== '' && (!isName(typed) || taken.includes(typed)) ? t(isName(typed) ? 'nameTaken' : 'nameWrong') : undefined;
  const submit = () => {
    if (!chosen || wrong) return;
    const states = optionsOf(chosen.field.value).map((option) => option.value);
    const lines = [
      ...states.map((state, i) => `${spell('state')} ${state}${i === 0 ? ` ${spell('initial')}` : i === states.length - 1 ? ` ${spell('final')}` : ''}`),
      '',
      ...states.slice(1).map((state, i) => `${spell('transition')} to_${state} : ${states[i]} -> ${state}`),
    ];
    const text = `${spell('process')} ${name} ${spell('on')} ${chosen.entity.name}.${chosen.field.name} {\n${lines.map((line) => (line ? `  ${line}` : '')).join('\n')}\n}\n`;
    const path = `rules/${freeName(
      name,
      [...files.keys()].flatMap((file) => /^rules\/(.+)\.rules$/.exec(file)?.[1] ?? []),
      'option',
    )}.rules`;
    store.edit(t('addedProcess', { process: name }), [{ path, text }]);
    onAdded(name);
    onClose();
  };
  return (
    <Dialog title={t('addProcess')} onClose={onClose} dirty={typed !== ''} submit={{ label: t('addProcess'), onSubmit: submit, disabled: !chosen || wrong !== undefined }}>
      <div className={styles.fields}>
        <Field label={t('forField')} hint={t('forFieldHint')} error={choices.length === 0 ? t('noChoice') : undefined}>
          {(control) => (
            <Select
              {...control}
              value={key}
              onValue={setKey}
              options={choices.map((one) => ({
                value: one.key,
                label: `${labelOf(store, one.entity.value, i18n.language, one.entity.name)} · ${labelOf(store, one.field.value, i18n.language, one.field.name)}`,
                find: one.key,
              }))}
            />
          )}
        </Field>
        <Field label={t('name')} hint={t('nameHint')} error={wrong}>
          {(control) => <PlainInput {...control} value={typed} onValue={setTyped} placeholder={proposed} />}
        </Field>
      </div>
    </Dialog>
  );
}
