import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Condition, type EntityMeta, fieldOf } from '../../api/meta.ts';
import { useApp } from '../../shell/app.ts';
import { DateInput } from '../../ui/DateInput.tsx';
import { Input, NumberInput } from '../../ui/Input.tsx';
import { Select } from '../../ui/Select.tsx';
import { RecordSelect } from '../cells/RecordSelect.tsx';
import styles from './conditions.module.css';
import { key, type Words } from './describe.ts';
import { askable, chosenOperator, firstCondition, isExpression, kindOf, listOf, operatorsOf, pathOf, resolve, spanCondition, spanOf, spans, takesMany, takesValue } from './model.ts';

type RowProps = {
  entity: EntityMeta;
  condition: Condition | null;
  words: Words;
  focus?: boolean;
  /** Its value is wanted, and marked so. */
  missing?: boolean;
  onChange: (condition: Condition) => void;
};

/** Field, operator, value. */
export function ConditionRow({ entity, condition, words, focus, missing, onChange }: RowProps) {
  const { t } = useTranslation('list');
  const { text, meta } = useApp();
  const found = condition && resolve(meta, entity, condition.path);
  const field = found?.field;
  const operator = condition && field ? chosenOperator(condition, field) : null;
  const choose = (next: string) => {
    if (!condition || !field) return;
    const path = found.fields.length === 1 ? pathOf(field) : condition.path;
    const many = listOf(isExpression(condition.value) ? undefined : condition.value);
    if (next === 'within') onChange(spanCondition(path, 'thisMonth', kindOf(field) === 'instant'));
    else if (next === 'is me') onChange({ path: field.name, operator: '=', value: { expression: 'user' } });
    else if (!takesValue(next)) onChange({ path: field.name, operator: next });
    else if (takesMany(next)) onChange({ path, operator: next, value: many });
    else if (next === 'between') onChange({ path, operator: next, value: [many[0] ?? '', many[1] ?? ''] });
    else onChange({ path, operator: next, value: typeof condition.value === 'object' ? undefined : condition.value });
  };
  return (
    <div className={styles.conditionRow}>
      <Select
        label={t('condition.field')}
        placeholder={t('condition.choose')}
        autoFocus={focus && !condition}
        defaultOpen={!condition}
        options={[
          ...(found && found.fields.length > 1 ? [{ value: condition.path, label: found.fields.map((one) => text(one.label)).join(' › ') }] : []),
          ...askable(entity).map((one) => ({ value: one.name, label: text(one.label), find: text(one.reading) })),
        ]}
        value={found ? (found.fields.length > 1 ? condition.path : field!.name) : null}
        onValue={(name) => {
          const next = name && fieldOf(entity, name);
          if (next) onChange(firstCondition(next));
        }}
      />
      {condition && field && operator && (
        <>
          {field.type !== 'boolean' && (
            <Select label={t('condition.operator')} options={operatorsOf(field).map((one) => ({ value: one, label: t(`condition.operators.${key(one)}`) }))} value={operator} onValue={(next) => next && choose(next)} />
          )}
          {takesValue(operator) && <ValueInput entity={entity} condition={condition} operator={operator} words={words} onChange={onChange} focus={focus} missing={missing} />}
        </>
      )}
    </div>
  );
}

function ValueInput({ entity, condition, operator, words, onChange, focus, missing }: RowProps & { condition: Condition; operator: string }) {
  const { t } = useTranslation('list');
  const { text, meta } = useApp();
  const field = resolve(meta, entity, condition.path)!.field;
  const kind = kindOf(field);
  const label = t('condition.value');
  const set = (value: unknown) => onChange({ ...condition, operator, value });
  if (operator === 'within') {
    return (
      <Select
        label={label}
        options={spans.map((span) => ({ value: span.key, label: t(`condition.span.${span.key}`) }))}
        value={spanOf(condition) ?? null}
        onValue={(next) => next && onChange(spanCondition(condition.path, next, kind === 'instant'))}
      />
    );
  }
  if (kind === 'boolean')
    return (
      <Select
        label={label}
        options={[
          { value: 'true', label: t('common:yes') },
          { value: 'false', label: t('common:no') },
        ]}
        value={String((condition.operator === '=') === (condition.value === true))}
        onValue={(next) => onChange({ ...condition, operator: '=', value: next === 'true' })}
      />
    );
  if (kind === 'choice')
    return (
      <Select
        multiple
        label={label}
        autoFocus={focus}
        invalid={missing}
        options={(field.options ?? []).map((option) => ({ value: option.value, label: text(option.label), find: text(option.reading) }))}
        value={listOf(condition.value)}
        onValue={set}
      />
    );
  if (kind === 'record') return <RecordSelect target={field.target ?? '$user'} label={label} autoFocus={focus} titles={words.titles} value={listOf(condition.value)} onValue={(ids) => set(ids)} invalid={missing} />;
  if (operator === 'between') {
    const [from, to] = Array.isArray(condition.value) ? condition.value : ['', ''];
    return (
      <span className={styles.pair}>
        <Single kind={kind} label={t('condition.from')} value={from} onValue={(next) => set([next, to])} invalid={missing && !from} />
        <Single kind={kind} label={t('condition.to')} value={to} onValue={(next) => set([from, next])} invalid={missing && !to} />
      </span>
    );
  }
  if (kind === 'set' && field.options)
    return <Select label={label} options={field.options.map((option) => ({ value: option.value, label: text(option.label) }))} value={(condition.value as string | undefined) ?? null} onValue={set} invalid={missing} />;
  return <Single kind={kind} label={label} value={condition.value} onValue={set} focus={focus} invalid={missing} />;
}

/** Takes effect when left or entered, so that no half a word is asked for. */
function Single({ kind, label, value, onValue, focus, invalid }: { kind: string; label: string; value: unknown; onValue: (value: unknown) => void; focus?: boolean; invalid?: boolean }) {
  const shown = isExpression(value) ? value.expression : value === undefined || value === null ? '' : String(value);
  const [typed, setTyped] = useState(shown);
  const [from, setFrom] = useState(shown);
  if (from !== shown) {
    setFrom(shown);
    setTyped(shown);
  }
  if (kind === 'date' || kind === 'instant')
    return <DateInput label={label} invalid={invalid} time={kind === 'instant'} value={isExpression(value) ? null : shown || null} onValue={(next) => onValue(next ?? undefined)} />;
  const done = () => {
    const plain = kind === 'number' ? typed.normalize('NFKC').replace(/[,\s¥%]/g, '') : typed;
    if (plain === shown) return;
    if (kind !== 'number') onValue(plain || undefined);
    else if (plain === '') onValue(undefined);
    else if (Number.isFinite(Number(plain))) onValue(Number(plain));
  };
  const Control = kind === 'number' ? NumberInput : Input;
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault();
        done();
      }}
    >
      <Control aria-label={label} value={typed} onValue={setTyped} onBlur={done} autoFocus={focus} invalid={invalid} />
    </form>
  );
}
