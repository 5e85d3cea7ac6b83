import type { EntityMeta, FieldMeta } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { IconButton, Select } from '@lowcodecrm/web/ui';
import { X } from 'lucide-react';
import { Row } from '../parts/Settings.tsx';
import type { Command, TextEdit } from '../rules/structure.ts';
import styles from './Actions.module.css';
import { removeAssignment, setAssignment } from './edits.ts';
import { type Scope, writable } from './scope.ts';
import { startOf } from './templates.ts';
import type { Actions } from './useActions.ts';
import { ValueSetting } from './ValueSetting.tsx';
import type { Say } from './values.ts';

/** Fields to choose from, by their labels. */
export const choices = (fields: FieldMeta[], say: Say) => fields.map((field) => ({ value: field.name, label: say.label(field), find: field.name }));

export function withField(fields: FieldMeta[], name: string | null, work: (field: FieldMeta) => void) {
  const field = fields.find((one) => one.name === name);
  if (field) work(field);
}

type Props = { of: EntityMeta | undefined; command: Command; scope: Scope; actions: Actions; put: (work: (now: Command, text: string) => TextEdit[]) => void };

/** What a new or changed record gets: a row a field, and one to choose further fields. */
export function Assignments({ of, command, scope, actions, put }: Props) {
  const { t } = useTranslation('actions');
  const { say, spell } = actions;
  const items = command.assignments?.items ?? [];
  const free = writable(of).filter((field) => !items.some((one) => one.field.text === field.name));
  return (
    <>
      {items.map((one) => {
        const field = of?.fields.find((known) => known.name === one.field.text);
        const label = field ? say.label(field) : one.field.text;
        return (
          <Row key={one.field.text} label={label}>
            {(control) => (
              <div className={styles.assignment}>
                <ValueSetting
                  {...control}
                  label={label}
                  text={one.value.text}
                  field={field}
                  scope={scope}
                  actions={actions}
                  onText={(next) => put((now, text) => (now.assignments ? setAssignment(text, now.assignments, one.field.text, next) : []))}
                />
                <IconButton icon={X} size="small" label={t('parts.leaveOut', { field: label })} onClick={() => put((now) => (now.assignments ? removeAssignment(now.assignments, one.field.text) : []))} />
              </div>
            )}
          </Row>
        );
      })}
      {free.length > 0 && (
        <Row label={t('parts.more')}>
          {(control) => (
            <Select
              {...control}
              placeholder={t('parts.choose')}
              options={choices(free, say)}
              value={null}
              onValue={(next) => withField(free, next, (field) => put((now, text) => (now.assignments ? setAssignment(text, now.assignments, field.name, startOf(field, scope, spell)) : [])))}
            />
          )}
        </Row>
      )}
    </>
  );
}
