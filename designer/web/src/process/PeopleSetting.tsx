import { useTranslation } from '@lowcodecrm/web/i18n';
import { Select } from '@lowcodecrm/web/ui';
import { useDraft } from '../draft/index.ts';
import { labelOf } from '../draft/labels.ts';
import { Row, Section } from '../parts/Settings.tsx';
import { ExpressionSetting } from '../rules/cards/ExpressionSetting.tsx';
import type { Transition } from '../rules/structure.ts';
import { clauseOf, setClause } from './edits.ts';
import type { Opened } from './useProcess.ts';

/** Who may make the transition: roles, the owner, users that fields name. What is more than a list of them is written as text. */
export function PeopleSetting({ opened, transition, label }: { opened: Opened; transition: Transition; label: string }) {
  const { t, i18n } = useTranslation('process');
  const { store, files } = useDraft();
  const clause = clauseOf(transition, 'by');
  const roles = [...files.keys()].flatMap((path) => /^roles\/([^/]+)\.json$/.exec(path)?.[1] ?? []);
  const users = (opened.entity?.fields ?? []).filter((field) => field.type === 'user');
  const options = [
    { value: 'owner', label: t('owner') },
    ...roles.map((role) => ({ value: `role(${role})`, label: t('role', { role: labelOf(store, store.json(`roles/${role}.json`) ?? {}, i18n.language, role) }), find: role })),
    ...users.map((field) => ({ value: field.name, label: labelOf(store, field.value, i18n.language, field.name), find: field.name })),
  ];
  const text = clause?.content?.text ?? '';
  const listed = text ? text.split(/\s+(?:or|または)\s+/).map((one) => one.replaceAll(' ', '')) : [];
  const simple = listed.every((one) => options.some((option) => option.value === one));
  const write = (people: string) => opened.writeIn(label, transition.name.text, (own, text) => setClause(text, own, clauseOf(own, 'by'), people ? `${opened.spell('by')} ${people}` : null));
  return (
    <Section title={t('by')}>
      {simple ? (
        <Row label={t('people')} hint={listed.length === 0 ? t('everyone') : undefined}>
          {(control) => <Select {...control} multiple options={options} value={listed} onValue={(next) => write(next.join(` ${opened.spell('or')} `))} />}
        </Row>
      ) : (
        <ExpressionSetting label={t('people')} text={text} onText={write} />
      )}
    </Section>
  );
}
