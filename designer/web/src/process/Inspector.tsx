import { useTranslation } from '@lowcodecrm/web/i18n';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { RenameDialog } from '../data/RenameDialog.tsx';
import { labelOf, useDraft } from '../draft/index.ts';
import { Row, Section } from '../parts/Settings.tsx';
import { useDesigner } from '../shell/designer.ts';
import { NameSetting } from './NameSetting.tsx';
import { ProblemsHere } from './ProblemsHere.tsx';
import styles from './Process.module.css';
import type { Selected } from './ProcessPage.tsx';
import { StateInspector } from './StateInspector.tsx';
import { TransitionInspector } from './TransitionInspector.tsx';
import type { Opened } from './useProcess.ts';

/** What is chosen in the process, in its parts; the process itself where nothing is. */
export function Inspector({ opened, selected, onSelect }: { opened: Opened; selected: Selected; onSelect: (selected: Selected) => void }) {
  const { t, i18n } = useTranslation('process');
  const { store } = useDraft();
  const { path } = useDesigner();
  const navigate = useNavigate();
  const [renaming, setRenaming] = useState(false);
  const { process, entity, field } = opened;
  const state = selected?.kind === 'state' ? process.states.find((one) => one.name.text === selected.name) : undefined;
  const transition = selected?.kind === 'transition' ? process.transitions.find((one) => one.name.text === selected.name) : undefined;
  return (
    <aside className={styles.inspector} aria-label={t('inspector')}>
      {(state ?? transition) && <ProblemsHere opened={opened} span={(state ?? transition)!.span} />}
      {state ? (
        <StateInspector key={state.name.text} opened={opened} state={state} onSelect={onSelect} />
      ) : transition ? (
        <TransitionInspector key={transition.name.text} opened={opened} transition={transition} onSelect={onSelect} />
      ) : (
        <Section title={t('process')}>
          <NameSetting name={process.name.text} onRename={() => setRenaming(true)} />
          <Row label={t('entity')}>{(control) => <output id={control.id}>{entity ? labelOf(store, entity.value, i18n.language, entity.name) : process.entity.text}</output>}</Row>
          <Row label={t('field')}>{(control) => <output id={control.id}>{field ? labelOf(store, field.value, i18n.language, field.name) : process.field.text}</output>}</Row>
          <p className={styles.note}>{t('chooseHelp')}</p>
        </Section>
      )}
      {renaming && (
        <RenameDialog
          of={{ kind: 'process', entity: process.entity.text, name: process.name.text }}
          onClose={() => setRenaming(false)}
          onRenamed={(name) => {
            setRenaming(false);
            navigate(path(`process/${encodeURIComponent(name)}`));
          }}
        />
      )}
    </aside>
  );
}
