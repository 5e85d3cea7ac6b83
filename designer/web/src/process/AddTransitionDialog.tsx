import { useTranslation } from '@lowcodecrm/web/i18n';
import { Dialog, Field, PlainInput, Select } from '@lowcodecrm/web/ui';
import { useState } from 'react';
import { freeName, isName } from '../draft/index.ts';
import { addTransition } from './edits.ts';
import styles from './Process.module.css';
import type { Opened } from './useProcess.ts';

/** A way between states; drawn in the picture, its ends are given. */
export function AddTransitionDialog({ opened, given, onClose, onAdded }: { opened: Opened; given: { from: string; to: string } | null; onClose: () => void; onAdded: (name: string) => void }) {
  const { t } = useTranslation('process');
  const { process } = opened;
  const states = process.states.map((state) => ({ value: state.name.text, label: opened.stateLabel(state.name.text), find: state.name.text }));
  const [from, setFrom] = useState<string[]>(given ? [given.from] : states[0] ? [states[0].value] : []);
  // First what nothing leads to, then what is not led to from there yet.
  const reached = (state: string, ways = process.transitions) => ways.some((way) => way.to.text === state);
  const [to, setTo] = useState<string | null>(() => {
    if (given) return given.to;
    const others = process.states.filter((state) => !from.includes(state.name.text));
    const fromHere = process.transitions.filter((way) => way.from.some((one) => from.includes(one.text)));
    const wanted = others.find((state) => !state.initial && !reached(state.name.text)) ?? others.find((state) => !reached(state.name.text, fromHere)) ?? others[0];
    return wanted?.name.text ?? null;
  });
  const [typed, setTyped] = useState('');
  const taken = process.transitions.map((transition) => transition.name.text);
  const proposed = freeName(`to_${to ?? 'state'}`, taken, 'option');
  const name = typed || proposed;
  const wrong = typed !== '' && (!isName(typed) || taken.includes(typed)) ? t(isName(typed) ? 'nameTaken' : 'nameWrong') : undefined;
  const submit = () => {
    if (!to || from.length === 0 || wrong) return;
    opened.write(t('addedTransition', { transition: typed || t('leadsTo', { state: opened.stateLabel(to) }) }), (now, text) => addTransition(text, now, name, from, to, opened.spell));
    onAdded(name);
    onClose();
  };
  return (
    <Dialog title={t('addTransition')} onClose={onClose} steady dirty={typed !== ''} submit={{ label: t('addTransition'), onSubmit: submit, disabled: !to || from.length === 0 || wrong !== undefined }}>
      <div className={styles.fields}>
        <Field label={t('name')} hint={t('nameHint')} error={wrong}>
          {(control) => <PlainInput {...control} value={typed} onValue={setTyped} placeholder={proposed} />}
        </Field>
        <Field label={t('from')}>{(control) => <Select {...control} multiple options={states} value={from} onValue={setFrom} />}</Field>
        <Field label={t('to')}>{(control) => <Select {...control} options={states} value={to} onValue={setTo} />}</Field>
      </div>
    </Dialog>
  );
}
