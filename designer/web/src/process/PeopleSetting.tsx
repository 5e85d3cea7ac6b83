import { useTranslation } from '@lowcodecrm/web/i18n';
import { Section } from '../parts/Settings.tsx';
import type { Transition } from '../rules/structure.ts';
import { clauseOf, setClause } from './edits.ts';
import { PeopleRow } from './PeopleRow.tsx';
import type { Opened } from './useProcess.ts';

/** Who may make the transition. */
export function PeopleSetting({ opened, transition, label }: { opened: Opened; transition: Transition; label: string }) {
  const { t } = useTranslation('process');
  const people = clauseOf(transition, 'by')?.content?.text ?? '';
  const write = (next: string) => opened.writeIn(label, transition.name.text, (own, text) => setClause(text, own, clauseOf(own, 'by'), next ? `${opened.spell('by')} ${next}` : null));
  return (
    <Section title={t('by')}>
      <PeopleRow opened={opened} label={t('people')} people={people} hint={people ? undefined : t('everyone')} onPeople={write} />
    </Section>
  );
}
