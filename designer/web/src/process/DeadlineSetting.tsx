import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button, Select } from '@lowcodecrm/web/ui';
import { Plus, Trash2 } from 'lucide-react';
import { Row, Section, TextSetting } from '../parts/Settings.tsx';
import { type Deadline, replace, type TextEdit, type Transition } from '../rules/structure.ts';
import { clauseOf, setClause, setUnit, unitOf, units } from './edits.ts';
import { PeopleRow } from './PeopleRow.tsx';
import styles from './Process.module.css';
import type { Opened } from './useProcess.ts';

const MOST = 10_000;

/** How long a record may wait for the transition, and who hears of it then. What else happens then is shown as it is written. */
export function DeadlineSetting({ opened, transition, label }: { opened: Opened; transition: Transition; label: string }) {
  const { t } = useTranslation('process');
  const { spell, writeIn } = opened;
  const name = transition.name.text;
  const clause = clauseOf(transition, 'sla');
  const change = (work: (deadline: Deadline) => TextEdit[]) =>
    writeIn(label, name, (own) => {
      const deadline = clauseOf(own, 'sla')?.deadline;
      return deadline ? work(deadline) : [];
    });
  if (!clause)
    return (
      <Section title={t('sla')}>
        <Button
          kind="text"
          size="small"
          icon={Plus}
          onClick={() => writeIn(label, name, (own, text) => (clauseOf(own, 'sla') ? [] : setClause(text, own, undefined, `${spell('sla')} 5 ${spell('business')} days ${spell('else')} ${spell('notify')} owner`)))}
        >
          {t('deadline.add')}
        </Button>
      </Section>
    );
  const { deadline } = clause;
  const people = deadline && /^(?:notify|通知)\s+([^"]+)$/u.exec(deadline.command.text)?.[1];
  return (
    <Section title={t('sla')}>
      {deadline && (
        <>
          <TextSetting
            label={t('deadline.amount')}
            kind="number"
            value={deadline.amount.text}
            problem={(next) => (/^[1-9]\d*$/.test(next) && Number(next) <= MOST ? null : t('deadline.notNumber', { most: MOST }))}
            onValue={(next) => change((now) => [replace(now.amount.span, next)])}
          />
          <Row label={t('deadline.unit')}>
            {(control) => (
              <Select
                {...control}
                options={units.map((unit) => ({ value: unit, label: t(`deadline.units.${unit}`), find: unit }))}
                value={unitOf(deadline)}
                onValue={(unit) => unit && change((now) => setUnit(now, unit, spell))}
              />
            )}
          </Row>
        </>
      )}
      {deadline && people ? (
        <PeopleRow opened={opened} label={t('deadline.notify')} people={people} onPeople={(next) => next && change((now) => [replace(now.command.span, `${spell('notify')} ${next}`)])} />
      ) : (
        <>
          <p className={styles.note}>{t('deadline.then')}</p>
          <pre className={styles.code}>{deadline?.command.text ?? clause.content?.text}</pre>
        </>
      )}
      <Button kind="text" size="small" icon={Trash2} onClick={() => writeIn(label, name, (own, text) => setClause(text, own, clauseOf(own, 'sla'), null))}>
        {t('deadline.remove')}
      </Button>
    </Section>
  );
}
