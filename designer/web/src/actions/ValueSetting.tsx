import type { FieldMeta } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { DateInput, IconButton, Menu, Select } from '@lowcodecrm/web/ui';
import { Braces, CircleSlash, Link2, Pencil } from 'lucide-react';
import { useState } from 'react';
import { TextControl } from '../parts/Settings.tsx';
import styles from './Actions.module.css';
import type { Scope } from './scope.ts';
import { startOf } from './templates.ts';
import type { Actions } from './useActions.ts';
import { canBeFixed, fixedOf, type Given, givenAs, isNumber, isThis, sourceOptions, sourceWords, textOf } from './values.ts';

const icons = { fixed: Pencil, field: Link2, formula: Braces, empty: CircleSlash };

/** A value: put in as it is, taken from a field or a record, worked out by a formula, or none. */
export function ValueSetting({
  label,
  text,
  field,
  scope,
  actions,
  onText,
  id,
}: {
  label: string;
  text: string;
  field: FieldMeta | undefined;
  scope: Scope;
  actions: Actions;
  onText: (text: string) => void;
  id?: string;
}) {
  const { t } = useTranslation('actions');
  const [formula, setFormula] = useState(false);
  const read = givenAs(text, field, scope);
  const given: Given = formula ? 'formula' : read;
  const sources = sourceOptions(field, scope);
  const change = (next: Given) => {
    setFormula(next === 'formula');
    if (next === 'empty') onText(actions.spell('empty'));
    else if (next === 'field' && read !== 'field') onText(actions.spell(sources[0]!));
    else if (next === 'fixed' && read !== 'fixed' && field) onText(field.type === 'date' ? new Date().toLocaleDateString('sv') : startOf(field, { ...scope, names: [] }, actions.spell));
  };
  const ways: Given[] = [...(canBeFixed(field) ? (['fixed'] as const) : []), ...(sources.length > 0 ? (['field'] as const) : []), 'formula', ...(field && !field.required ? (['empty'] as const) : [])];
  return (
    <div className={styles.value}>
      <Menu label={t('value.how', { what: label })} items={ways.map((way) => ({ key: way, label: t(`value.ways.${way}`), icon: icons[way], checked: way === given, onSelect: () => change(way) }))}>
        {(trigger) => <IconButton icon={icons[given]} size="small" label={t('value.how', { what: label })} {...trigger} />}
      </Menu>
      {given === 'empty' && <span className={styles.none}>{t('value.empty')}</span>}
      {given === 'field' && (
        <Select
          id={id}
          label={label}
          value={isThis(text) ? 'this' : text}
          options={sources.map((source) => ({ value: source, label: sourceWords(source, scope, actions.say) ?? source, find: source }))}
          onValue={(next) => next && onText(actions.spell(next))}
        />
      )}
      {given === 'formula' && <TextControl id={id} label={label} className={styles.code} kind={text.length > 24 || text.includes('\n') ? 'area' : 'text'} value={text} onValue={(next) => next && onText(next)} />}
      {given === 'fixed' && field && <Fixed id={id} label={label} field={field} value={fixedOf(text, field) ?? ''} actions={actions} onText={onText} />}
    </div>
  );
}

function Fixed({ id, label, field, value, actions, onText }: { id: string | undefined; label: string; field: FieldMeta; value: string; actions: Actions; onText: (text: string) => void }) {
  const { t } = useTranslation('actions');
  const put = (next: string) => {
    const text = textOf(next, field, actions.spell);
    if (text) onText(text);
  };
  if (field.type === 'choice')
    return (
      <Select id={id} label={label} value={value} options={(field.options ?? []).map((option) => ({ value: option.value, label: actions.say.label(option), find: option.value }))} onValue={(next) => next && put(next)} />
    );
  if (field.type === 'boolean') return <Select id={id} label={label} value={value} options={['true', 'false'].map((one) => ({ value: one, label: t(`value.${one}`) }))} onValue={(next) => next && put(next)} />;
  if (field.type === 'date') return <DateInput id={id} label={label} value={value} onValue={(next) => next && put(next)} />;
  return <TextControl id={id} label={label} kind={isNumber(field) ? 'number' : 'text'} value={value} onValue={put} problem={(next) => (textOf(next, field, actions.spell) ? null : t('value.notNumber'))} />;
}
