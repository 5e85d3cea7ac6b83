import { useTranslation } from '@lowcodecrm/web/i18n';
import { Dialog, Field, Icon, PlainInput, Select } from '@lowcodecrm/web/ui';
import { useState } from 'react';
import { entitiesOf, freeName, isName, labelOf, useDraft } from '../draft/index.ts';
import styles from './AddRule.module.css';
import { kindIcons, ruleKinds } from './kinds.ts';
import { applyEdits, type RuleKind, type TextEdit, useStructures } from './structure.ts';
import { childrenOf, computedTypes, fieldsFor, ruleText } from './templates.ts';
import { useSpell } from './words.ts';

const named: RuleKind[] = ['validate', 'computed', 'rollup', 'before', 'after'];

/** A new rule from a template: about which records, of which kind, about what. Its text is then changed to what is meant. */
export function AddRuleDialog({ path, onClose, onAdded }: { path: string; onClose: () => void; onAdded: (file: string, place: { start: number; length: number }) => void }) {
  const { t, i18n } = useTranslation('rules');
  const { store } = useDraft();
  const structures = useStructures();
  const entities = entitiesOf(store);
  const open = structures.find((one) => one.path === path)?.structure;
  const [entityName, setEntity] = useState(open?.rules[0]?.entity.text ?? entities[0]?.name ?? '');
  const [kind, setKind] = useState<RuleKind>('validate');
  const entity = entities.find((one) => one.name === entityName) ?? entities[0];
  const fields = entity ? fieldsFor(kind, entity) : [];
  const [chosen, setField] = useState<string | null>(null);
  const field = fields.some((one) => one.name === chosen) ? chosen! : (fields[0]?.name ?? '');
  const [typed, setName] = useState('');
  const [type, setType] = useState('decimal');
  const children = entity ? childrenOf(entities, entity.name) : [];
  const [childKey, setChild] = useState<string | null>(null);
  const child = children.find((one) => `${one.entity.name}.${one.via}` === childKey) ?? children[0];

  const taken = [...(entity?.fields.map((one) => one.name) ?? []), ...structures.flatMap((one) => one.structure?.rules.flatMap((block) => block.rules.map((rule) => rule.name)) ?? [])];
  const proposed = freeName(kind === 'rollup' ? `${child?.entity.name ?? 'related'}_count` : kind === 'computed' ? 'total' : `${kind}_${field || 'record'}`, taken, 'field');
  const name = typed || proposed;
  const wrong = named.includes(kind) && typed !== '' && (!isName(typed) || taken.includes(typed)) ? t(isName(typed) ? 'nameTaken' : 'nameWrong') : undefined;
  // Beside the entity's other rules: in the open file, else wherever the first of them are, else in a file of their own.
  const home = [structures.find((one) => one.path === path), ...structures].find((one) => one?.structure?.rules.some((block) => block.entity.text === entityName));
  const spell = useSpell(home?.structure?.japanese ?? open?.japanese ?? i18n.language === 'ja');
  const impossible = !entity || wrong !== undefined || (kind === 'rollup' && !child) || (kind !== 'rollup' && kind !== 'computed' && !field);

  const submit = () => {
    if (impossible) return;
    const rule = ruleText({ kind, name, field, type, child: child && { entity: child.entity.name, via: child.via } }, entity, spell);
    const block = home?.structure?.rules.filter((one) => one.entity.text === entityName).at(-1);
    const file = block ? home!.path : `rules/${entityName}.rules`;
    const before = block ? home!.structure!.of : (store.text(file) ?? '');
    if (before !== (store.text(file) ?? '')) return;
    const edit: TextEdit = block
      ? { start: block.close, length: 0, newText: `${before[block.close - 1] === '\n' ? '' : '\n'}  ${rule}\n` }
      : { start: before.length, length: 0, newText: `${before && !before.endsWith('\n') ? '\n' : ''}${spell('rules')} ${spell('for')} ${entityName} {\n  ${rule}\n}\n` };
    store.edit(t('added', { kind: t(`kinds.${kind}`) }), [{ path: file, text: applyEdits(before, [edit]) }]);
    onAdded(file, { start: edit.start + edit.newText.indexOf(rule), length: 0 });
    onClose();
  };
  const label = (one: (typeof entities)[number]) => labelOf(store, one.value, i18n.language, one.name);

  return (
    <Dialog title={t('addTitle')} size="large" onClose={onClose} submit={{ label: t('addSubmit'), onSubmit: submit, disabled: impossible }}>
      <div className={styles.form}>
        <Field label={t('about')}>
          {(control) => <Select {...control} options={entities.map((one) => ({ value: one.name, label: label(one), find: one.name }))} value={entityName} onValue={(next) => next && setEntity(next)} />}
        </Field>
        <fieldset className={styles.kinds}>
          <legend>{t('kind')}</legend>
          {ruleKinds.map((one) => (
            <label key={one} className={styles.kind}>
              <input type="radio" name="rule-kind" className="visually-hidden" checked={one === kind} onChange={() => setKind(one)} />
              <Icon of={kindIcons[one]} size={16} />
              <span>
                <strong>{t(`kinds.${one}`)}</strong>
                <small>{t(`about_${one}`)}</small>
              </span>
            </label>
          ))}
        </fieldset>
        {kind !== 'computed' && kind !== 'rollup' && (
          <Field label={t('field')}>
            {(control) => <Select {...control} options={fields.map((one) => ({ value: one.name, label: labelOf(store, one.value, i18n.language, one.name), find: one.name }))} value={field} onValue={setField} />}
          </Field>
        )}
        {kind === 'rollup' && (
          <Field label={t('related')} error={children.length === 0 ? t('noRelated') : undefined}>
            {(control) => (
              <Select
                {...control}
                options={children.map((one) => ({ value: `${one.entity.name}.${one.via}`, label: `${label(one.entity)} · ${one.via}` }))}
                value={child ? `${child.entity.name}.${child.via}` : null}
                onValue={setChild}
              />
            )}
          </Field>
        )}
        {kind === 'computed' && (
          <Field label={t('type')}>{(control) => <Select {...control} options={computedTypes.map((one) => ({ value: one, label: t(`types.${one}`) }))} value={type} onValue={(next) => next && setType(next)} />}</Field>
        )}
        {named.includes(kind) && (
          <Field label={t('name')} hint={t('nameHint')} error={wrong}>
            {(control) => <PlainInput {...control} value={typed} onValue={setName} placeholder={proposed} />}
          </Field>
        )}
      </div>
    </Dialog>
  );
}
