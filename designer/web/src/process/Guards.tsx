import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button } from '@lowcodecrm/web/ui';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { ConditionSetting } from '../conditions/index.ts';
import { localesOf, useDraft } from '../draft/index.ts';
import { Section } from '../parts/Settings.tsx';
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
  const shown: (Clause | undefined)[] = adding || guards.length === 0 ? [...guards, undefined] : guards;
  const condition = (guard: Clause | undefined, next: string) => {
    if (!next) return write(label, setClause(text, transition, guard, null));
    setAdding(false);
    if (guard?.content) write(label, [replace(guard.content.span, next)]);
    else write(label, setClause(text, transition, guard, `${spell('guard')} ${next}`));
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
      {shown.map((guard, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the one being added becomes the last of them, and stays open meanwhile
        <div key={i} className={guard && styles.guard}>
          <ConditionSetting entity={opened.process.entity.text} label={t('guard')} text={guard?.content?.text ?? ''} empty={t('noGuard')} onText={(next) => condition(guard, next)} />
          {guard && (
            <>
              <MessageSettings
                message={guard.message}
                locales={localesOf(store)}
                onText={(locale, words) => write(label, messageEdits(guard.message, locale, words, guard.content?.span.end ?? guard.span.end, ' ', spell))}
              />
              <Button kind="text" size="small" icon={X} className={styles.drop} onClick={() => write(label, setClause(text, transition, guard, null))}>
                {t('removeGuard')}
              </Button>
            </>
          )}
        </div>
      ))}
    </Section>
  );
}
