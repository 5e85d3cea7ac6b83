import { entityOf } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { useApp } from '@lowcodecrm/web/shell';
import { Button, Select } from '@lowcodecrm/web/ui';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { ActionList, useActions } from '../actions/index.ts';
import { RenameDialog } from '../data/RenameDialog.tsx';
import { localesOf, useDraft, writeLabel, writtenLabel } from '../draft/index.ts';
import { Row, Section, TextSetting } from '../parts/Settings.tsx';
import type { Transition } from '../rules/structure.ts';
import { useReadings } from '../rules/told.ts';
import { AskSetting } from './AskSetting.tsx';
import { DeadlineSetting } from './DeadlineSetting.tsx';
import { clauseOf, removeTransition, setClause, setFrom, setTo } from './edits.ts';
import { Guards } from './Guards.tsx';
import { NameSetting } from './NameSetting.tsx';
import { PeopleSetting } from './PeopleSetting.tsx';
import type { Selected } from './ProcessPage.tsx';
import type { Opened } from './useProcess.ts';

/** A transition: between which states, on what condition, what it asks for, who may, and what it does. */
export function TransitionInspector({ opened, transition, onSelect }: { opened: Opened; transition: Transition; onSelect: (selected: Selected) => void }) {
  const { t, i18n } = useTranslation('process');
  const { store } = useDraft();
  const [renaming, setRenaming] = useState(false);
  const { process, spell } = opened;
  const name = transition.name.text;
  const label = t('changedTransition', { transition: opened.transitionLabel(name) });
  const key = opened.transitionKey(name);
  const names = new Intl.DisplayNames([i18n.language], { type: 'language' });
  const states = process.states.map((state) => ({ value: state.name.text, label: opened.stateLabel(state.name.text), find: state.name.text }));
  const run = clauseOf(transition, 'do');
  const { meta } = useApp();
  const actions = useActions(
    (what, work) =>
      opened.writeIn(what, name, (own, text) => {
        const block = clauseOf(own, 'do')?.block;
        return block ? work(block, text) : [];
      }),
    spell,
    opened.japanese,
    useReadings(opened.path, opened.text),
  );
  return (
    <>
      <Section title={t('transition')}>
        {key &&
          localesOf(store).map((locale) => (
            <TextSetting
              key={locale}
              label={t('label', { language: names.of(locale) ?? locale })}
              lang={locale}
              value={writtenLabel(store, { id: key }, locale) ?? ''}
              placeholder={opened.transitionDefault(name, locale)}
              onValue={(text) => opened.write(label, null, (edits) => writeLabel(edits, store, { id: key }, locale, 'label', text))}
            />
          ))}
        <NameSetting name={name} onRename={() => setRenaming(true)} />
        <Row label={t('from')}>
          {(control) => <Select {...control} multiple options={states} value={transition.from.map((from) => from.text)} onValue={(from) => from.length > 0 && opened.writeIn(label, name, (own) => setFrom(own, from))} />}
        </Row>
        <Row label={t('to')}>{(control) => <Select {...control} options={states} value={transition.to.text} onValue={(to) => to && opened.writeIn(label, name, (own) => setTo(own, to))} />}</Row>
      </Section>
      <Guards opened={opened} transition={transition} label={label} />
      <AskSetting opened={opened} transition={transition} label={label} />
      <PeopleSetting opened={opened} transition={transition} label={label} />
      <DeadlineSetting opened={opened} transition={transition} label={label} />
      <Section title={t('do')}>
        {run?.block ? (
          <ActionList block={run.block} scope={{ meta, entity: entityOf(meta, process.entity.text), names: [] }} actions={actions} label={t('do')} />
        ) : (
          <Button kind="text" size="small" icon={Plus} onClick={() => opened.writeIn(label, name, (own, text) => (clauseOf(own, 'do') ? [] : setClause(text, own, undefined, `${spell('do')} { }`)))}>
            {t('addDo')}
          </Button>
        )}
      </Section>
      <Section>
        <Button
          kind="text"
          icon={Trash2}
          onClick={() => {
            opened.write(
              t('removedTransition', { transition: opened.transitionLabel(name) }),
              (now, text) => now.transitions.filter((one) => one.name.text === name).flatMap((one) => removeTransition(text, one)),
              (edits) => opened.unlabel(edits, [name]),
            );
            onSelect(null);
          }}
        >
          {t('removeTransition')}
        </Button>
      </Section>
      {renaming && (
        <RenameDialog
          of={{ kind: 'transition', entity: process.entity.text, process: process.name.text, name }}
          onClose={() => setRenaming(false)}
          onRenamed={(next) => {
            setRenaming(false);
            onSelect({ kind: 'transition', name: next });
          }}
        />
      )}
    </>
  );
}
