import { useTranslation } from '@lowcodecrm/web/i18n';
import { DateInput, Select } from '@lowcodecrm/web/ui';
import { asObject, change, Edits, type EntityDraft, type FieldDraft, type Json, labelOf, optionsOf, useDraft } from '../draft/index.ts';
import type { FieldTypeInfo } from '../parts/fieldTypes.ts';
import { Row, TextSetting } from '../parts/Settings.tsx';
import { propertyIn } from './actions.ts';

/** Whole-number settings, with the least that each takes. */
const whole: Record<string, number> = { maxLength: 1, 'x-crm.scale': 0, 'x-crm.precision': 1 };
const most: Record<string, number> = { 'x-crm.scale': 10, 'x-crm.precision': 28, maxLength: 1_000_000 };

/** What a value may be: length, limits, digits, pattern, and what a new record begins with. */
export function FieldLimits({ entity, field, type }: { entity: EntityDraft; field: FieldDraft; type: FieldTypeInfo }) {
  const { t, i18n } = useTranslation('data');
  const { store } = useDraft();
  const label = labelOf(store, field.value, i18n.language, field.name);
  const read = (path: string): Json | undefined => (path.startsWith('x-crm.') ? asObject(field.value['x-crm'])?.[path.slice(6)] : field.value[path]);
  const write = (path: string, value: Json | undefined) =>
    change(store, t('changedField', { field: label }), (edits) => {
      const property = propertyIn(edits, entity.name, field.name);
      const holder = path.startsWith('x-crm.') ? Edits.within(property, 'x-crm') : property;
      const key = path.replace('x-crm.', '');
      if (value === undefined) delete holder[key];
      else holder[key] = value;
    });
  const numeric = (path: string) => (
    <TextSetting
      key={path}
      kind="number"
      label={t(`limits.${path.replace('x-crm.', '')}`)}
      value={read(path) === undefined ? '' : String(read(path))}
      problem={(text) => {
        if (text === '') return null;
        const number = Number(text);
        if (!Number.isFinite(number)) return t('problems.number');
        const least = whole[path];
        return least !== undefined && (!Number.isInteger(number) || number < least || number > most[path]!) ? t('problems.between', { min: least, max: most[path] }) : null;
      }}
      onValue={(text) => write(path, text === '' ? undefined : Number(text))}
    />
  );
  return (
    <>
      {type.options.filter((path) => path in whole || path === 'minimum' || path === 'maximum').map(numeric)}
      {type.options.includes('pattern') && (
        <TextSetting
          label={t('limits.regex')}
          kind="plain"
          hint={t('regexHint')}
          value={String(read('pattern') ?? '')}
          problem={(text) => {
            try {
              new RegExp(text, 'u');
              return null;
            } catch {
              return t('problems.regex');
            }
          }}
          onValue={(text) => write('pattern', text || undefined)}
        />
      )}
      {type.options.includes('x-crm.pattern') && (
        <TextSetting
          label={t('limits.number')}
          kind="plain"
          hint={t('numberHint')}
          value={String(read('x-crm.pattern') ?? '')}
          problem={(text) => (/\{0+\}/.test(text) ? null : t('problems.numbering'))}
          onValue={(text) => write('x-crm.pattern', text)}
        />
      )}
      {type.options.includes('default') && <Default field={field} value={read('default')} onValue={(value) => write('default', value)} />}
    </>
  );
}

/** What a new record begins with. */
function Default({ field, value, onValue }: { field: FieldDraft; value: Json | undefined; onValue: (value: Json | undefined) => void }) {
  const { t, i18n } = useTranslation('data');
  const { store } = useDraft();
  const label = t('default');
  if (field.type === 'choice' || field.type === 'multiChoice') {
    const options = optionsOf(field.value).map((option) => ({ value: option.value, label: labelOf(store, option, i18n.language, option.value) }));
    return (
      <Row label={label}>
        {(control) =>
          field.type === 'choice' ? (
            <Select {...control} label={label} clearable value={typeof value === 'string' ? value : null} onValue={(next) => onValue(next ?? undefined)} options={options} />
          ) : (
            <Select {...control} label={label} multiple value={Array.isArray(value) ? (value as string[]) : []} onValue={(next) => onValue(next.length > 0 ? next : undefined)} options={options} />
          )
        }
      </Row>
    );
  }
  if (field.type === 'boolean')
    return (
      <Row label={label}>
        {(control) => (
          <Select
            {...control}
            label={label}
            clearable
            value={typeof value === 'boolean' ? String(value) : null}
            onValue={(next) => onValue(next === null ? undefined : next === 'true')}
            options={[
              { value: 'true', label: t('common:yes') },
              { value: 'false', label: t('common:no') },
            ]}
          />
        )}
      </Row>
    );
  if (field.type === 'date') return <Row label={label}>{(control) => <DateInput {...control} value={typeof value === 'string' ? value : null} onValue={(next) => onValue(next ?? undefined)} />}</Row>;
  const isNumber = ['integer', 'decimal', 'money', 'percent', 'rating'].includes(field.type);
  return (
    <TextSetting
      label={label}
      kind={isNumber ? 'number' : 'text'}
      value={value === undefined || value === null ? '' : String(value)}
      problem={(text) => (isNumber && text !== '' && !Number.isFinite(Number(text)) ? t('problems.number') : null)}
      onValue={(text) => onValue(text === '' ? undefined : isNumber ? Number(text) : text)}
    />
  );
}
