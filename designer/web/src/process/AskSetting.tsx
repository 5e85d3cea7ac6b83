import { useTranslation } from '@lowcodecrm/web/i18n';
import { Checkbox, Select } from '@lowcodecrm/web/ui';
import { labelOf, useDraft } from '../draft/index.ts';
import { Row, Section } from '../parts/Settings.tsx';
import type { Transition } from '../rules/structure.ts';
import { clauseOf, setClause } from './edits.ts';
import type { Opened } from './useProcess.ts';

/** The fields that a dialog asks for as the transition is made, and which of them must be filled in. */
export function AskSetting({ opened, transition, label }: { opened: Opened; transition: Transition; label: string }) {
  const { t, i18n } = useTranslation('process');
  const { store } = useDraft();
  const clause = clauseOf(transition, 'ask');
  const asked = clause?.fields ?? [];
  const fields = (opened.entity?.fields ?? []).filter((field) => field.name !== opened.process.field.text);
  const nameOf = (name: string) => {
    const field = fields.find((one) => one.name === name);
    return field ? labelOf(store, field.value, i18n.language, name) : name;
  };
  const write = (next: typeof asked) => {
    const list = next.map((one) => (one.required ? `${one.field} ${opened.spell('required')}` : one.field)).join(', ');
    opened.writeIn(label, transition.name.text, (own, text) => setClause(text, own, clauseOf(own, 'ask'), list ? `${opened.spell('ask')} ${list}` : null));
  };
  return (
    <Section title={t('ask')}>
      <Row label={t('fields')}>
        {(control) => (
          <Select
            {...control}
            multiple
            options={fields.map((field) => ({ value: field.name, label: nameOf(field.name), find: field.name }))}
            value={asked.map((one) => one.field)}
            onValue={(names) => write(names.map((name) => asked.find((one) => one.field === name) ?? { field: name, required: true }))}
          />
        )}
      </Row>
      {asked.map((one) => (
        <Checkbox key={one.field} checked={one.required} onChecked={(required) => write(asked.map((other) => (other === one ? { ...one, required } : other)))}>
          {t('mustFill', { field: nameOf(one.field) })}
        </Checkbox>
      ))}
    </Section>
  );
}
