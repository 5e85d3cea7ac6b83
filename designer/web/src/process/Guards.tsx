import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button } from '@lowcodecrm/web/ui';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { ConditionSetting } from '../conditions/index.ts';
import { localesOf, useDraft } from '../draft/index.ts';
import { Section } from '../parts/Settings.tsx';
import { MessageSettings } from '../rules/cards/MessageSettings.tsx';
import { messageEdits } from '../rules/cards/useRuleEdits.ts';
import { type Clause, replace, type TextEdit, type Transition } from '../rules/structure.ts';
import { setClause } from './edits.ts';
import styles from './Process.module.css';
import type { Opened } from './useProcess.ts';

/** What must hold for a transition, each with what the user reads where it does not. */
export function Guards({ opened, transition, label }: { opened: Opened; transition: Transition; label: string }) {
  const { t } = useTranslation('process');
  const { store } = useDraft();
  const [adding, setAdding] = useState(false);
  const guards = transition.clauses.filter((clause) => clause.kind === 'guard');
  const { spell } = opened;
  /** A guard has no name but its place among the others. */
  const write = (i: number, work: (guard: Clause | undefined, own: Transition, text: string) => TextEdit[]) =>
    opened.writeIn(label, transition.name.text, (own, text) => work(own.clauses.filter((clause) => clause.kind === 'guard')[i], own, text));
  const shown: (Clause | undefined)[] = adding || guards.length === 0 ? [...guards, undefined] : guards;
  const condition = (i: number, next: string) => {
    if (!next) return write(i, (guard, own, text) => setClause(text, own, guard, null));
    setAdding(false);
    write(i, (guard, own, text) => (guard?.content ? [replace(guard.content.span, next)] : setClause(text, own, guard, `${spell('guard')} ${next}`)));
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
          <ConditionSetting entity={opened.process.entity.text} label={t('guard')} text={guard?.content?.text ?? ''} empty={t('noGuard')} japanese={opened.japanese} onText={(next) => condition(i, next)} />
          {guard && (
            <>
              <MessageSettings
                message={guard.message}
                locales={localesOf(store)}
                onText={(locale, words) => write(i, (now) => (now ? messageEdits(now.message, locale, words, now.content?.span.end ?? now.span.end, ' ', spell) : []))}
              />
              <Button kind="text" size="small" icon={X} className={styles.drop} onClick={() => write(i, (now, own, text) => setClause(text, own, now, null))}>
                {t('removeGuard')}
              </Button>
            </>
          )}
        </div>
      ))}
    </Section>
  );
}
