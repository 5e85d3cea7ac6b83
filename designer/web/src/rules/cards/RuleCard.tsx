import { entityOf as entityOfMeta } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { useApp } from '@lowcodecrm/web/shell';
import { Button, Select } from '@lowcodecrm/web/ui';
import { Trash2 } from 'lucide-react';
import { ActionList, type Scope, useActions } from '../../actions/index.ts';
import { ConditionSetting } from '../../conditions/index.ts';
import { entityOf, labelOf, useDraft } from '../../draft/index.ts';
import { Row } from '../../parts/Settings.tsx';
import type { Rule } from '../structure.ts';
import styles from './Cards.module.css';
import { ExpressionSetting } from './ExpressionSetting.tsx';
import { MessageSettings } from './MessageSettings.tsx';
import type { RuleEdits } from './useRuleEdits.ts';

const several = ['show', 'required', 'readonly', 'warn', 'validate'];

/** A rule in its parts. Every change is one of its text. */
export function RuleCard({ entity, rule, edits }: { entity: string; rule: Rule; edits: RuleEdits }) {
  const { t, i18n } = useTranslation(['rules', 'actions']);
  const { store } = useDraft();
  const fields = entityOf(store, entity)?.fields ?? [];
  const options = fields.map((field) => ({ value: field.name, label: labelOf(store, field.value, i18n.language, field.name), find: field.name }));
  const { meta } = useApp();
  const actions = useActions(edits.commands(rule), edits.spell, edits.japanese, edits.read);
  const scope: Scope = { meta, entity: entityOfMeta(meta, entity), names: [], onlyOwn: rule.kind === 'before' };
  const listed = rule.fields.map((field) => field.text);
  // Fields that rules themselves declare are not in the entity's file.
  const known = [...options, ...listed.filter((name) => !options.some((option) => option.value === name)).map((name) => ({ value: name, label: name, find: name }))];
  return (
    <div className={styles.card}>
      {several.includes(rule.kind) && (
        <Row label={t(rule.kind === 'validate' ? 'marks' : 'fields')}>
          {(control) => <Select {...control} multiple options={known} value={listed} onValue={(next) => (next.length > 0 || rule.kind === 'validate') && edits.fields(rule, next)} />}
        </Row>
      )}
      {rule.kind !== 'computed' && rule.kind !== 'rollup' && (
        <ConditionSetting entity={entity} japanese={edits.japanese} label={t('when')} empty={t('always')} text={rule.when?.text ?? ''} onText={(text) => edits.condition(rule, text)} />
      )}
      {rule.require && <ConditionSetting entity={entity} japanese={edits.japanese} needed label={t('require')} text={rule.require.text} onText={(text) => edits.part(rule, 'require', text)} />}
      {rule.type && <ExpressionSetting label={t('type')} text={rule.type.text} onText={(text) => edits.part(rule, 'type', text)} />}
      {rule.value && <ExpressionSetting label={t('value')} text={rule.value.text} onText={(text) => edits.part(rule, 'value', text)} />}
      {(rule.kind === 'validate' || rule.kind === 'warn') && <MessageSettings message={rule.message} locales={edits.locales} onText={(locale, text) => edits.message(rule, locale, text)} />}
      {rule.block && (
        <section className={styles.actions}>
          <h3>{t('actions:title')}</h3>
          <ActionList block={rule.block} scope={scope} actions={actions} label={t('actions:title')} />
        </section>
      )}
      <footer>
        <Button kind="text" size="small" icon={Trash2} onClick={() => edits.remove(rule)}>
          {t('remove')}
        </Button>
      </footer>
    </div>
  );
}
