import { useTranslation } from '@lowcodecrm/web/i18n';
import { Select } from '@lowcodecrm/web/ui';
import { useDraft } from '../draft/index.ts';
import { labelOf } from '../draft/labels.ts';
import { Row } from '../parts/Settings.tsx';
import { ExpressionSetting } from '../rules/cards/ExpressionSetting.tsx';
import type { Opened } from './useProcess.ts';

type Props = { opened: Opened; label: string; people: string; hint?: string | undefined; onPeople: (people: string) => void };

/** People: roles, the owner, users that fields name. What is more than a list of them is written as text. */
export function PeopleRow({ opened, label, people, hint, onPeople }: Props) {
  const { t, i18n } = useTranslation('process');
  const { store, files } = useDraft();
  const roles = [...files.keys()].flatMap((path) => /^roles\/([^/]+)\.json$/.exec(path)?.[1] ?? []);
  const users = (opened.entity?.fields ?? []).filter((field) => field.type === 'user');
  const options = [
    { value: 'owner', label: t('owner') },
    ...roles.map((role) => ({ value: `role(${role})`, label: t('role', { role: labelOf(store, store.json(`roles/${role}.json`) ?? {}, i18n.language, role) }), find: role })),
    ...users.map((field) => ({ value: field.name, label: labelOf(store, field.value, i18n.language, field.name), find: field.name })),
  ];
  const listed = people ? people.split(/\s+(?:or|または)\s+/).map((one) => one.replaceAll(' ', '')) : [];
  if (!listed.every((one) => options.some((option) => option.value === one))) return <ExpressionSetting label={label} text={people} onText={onPeople} />;
  return (
    <Row label={label} hint={hint}>
      {(control) => <Select {...control} multiple options={options} value={listed} onValue={(next) => onPeople(next.join(` ${opened.spell('or')} `))} />}
    </Row>
  );
}
