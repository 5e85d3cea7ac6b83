import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button } from '@lowcodecrm/web/ui';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { localesOf, useDraft } from '../draft/index.ts';
import { Section } from '../parts/Settings.tsx';
import { ConditionSetting } from '../rules/ConditionSetting.tsx';
import { MessageSettings } from '../rules/cards/MessageSettings.tsx';
import { messageEdits } from '../rules/cards/useRuleEdits.ts';
import { type Clause, replace, type Transition } from '../rules/structure.ts';
import { setClause } from './edits.ts';
import styles from './Process.module.css';
import type { Opened } from './useProcess.ts';

/** What must hold for a transition, each with what the user reads where it does not. */
export function Guards({ opened, transition, label }: { opened: Opened; transition: Transition; label: string }) {
  const { t } = useTranslation('process');
  const { store } = useDraft();
  const [adding, setAdding] = useState(false);
  const guards = transition.clauses.filter((clause) => clause.kind === 'guard');
  const { text, spell, write } = opened;
  const condition = (guard: Clause, next: string) => {
    if (next && guard.content) write(label, [replace(guard.content.span, next)]);
    else if (!next) write(label, setClause(text, transition, guard, null));
  };
  return (
    <Section
      title={t('guards')}
      tools={
        <Button kind="text" size="small" icon={Plus} onClick={() => setAdding(true)}>
          {t('addGuard')}
        </Button>
      }
    >
      {guards.map((guard) => (
        <div key={guard.span.start} className={styles.guard}>
          <ConditionSetting entity={opened.process.entity.text} label={t('guard')} text={guard.content?.text ?? ''} onText={(next) => condition(guard, next)} />
          <MessageSettings message={guard.message} locales={localesOf(store)} onText={(locale, words) => write(label, messageEdits(guard.message, locale, words, guard.content?.span.end ?? guard.span.end, ' ', spell))} />
          <Button kind="text" size="small" icon={X} className={styles.drop} onClick={() => write(label, setClause(text, transition, guard, null))}>
            {t('removeGuard')}
          </Button>
        </div>
      ))}
      {(adding || guards.length === 0) && (
        <ConditionSetting
          entity={opened.process.entity.text}
          label={t('guard')}
          text=""
          empty={t('guardExample')}
          onText={(next) => {
            setAdding(false);
            if (next) write(label, setClause(text, transition, undefined, `${spell('guard')} ${next}`));
          }}
        />
      )}
    </Section>
  );
}
