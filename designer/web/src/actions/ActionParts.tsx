import { type EntityMeta, entityOf } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { Select } from '@lowcodecrm/web/ui';
import { ConditionSetting } from '../conditions/index.ts';
import { Row, TextSetting } from '../parts/Settings.tsx';
import { ExpressionSetting } from '../rules/cards/ExpressionSetting.tsx';
import { MessageSettings } from '../rules/cards/MessageSettings.tsx';
import { messageEdits } from '../rules/cards/useRuleEdits.ts';
import { type Command, type Part, quote, replace, type TextEdit } from '../rules/structure.ts';
import styles from './Actions.module.css';
import { Assignments, choices, withField } from './Assignments.tsx';
import { commandAt, type Path, setClause } from './edits.ts';
import { fieldAt, recordPaths, type Scope, targetOf, writable } from './scope.ts';
import { createText, startOf, updateText } from './templates.ts';
import type { Actions } from './useActions.ts';
import { ValueSetting } from './ValueSetting.tsx';
import { sourceWords } from './values.ts';

type Props = { command: Command; path: Path; scope: Scope; actions: Actions };

/** A command in its parts: every change is one of its text. */
export function ActionParts({ command, path, scope, actions }: Props) {
  const { t } = useTranslation('actions');
  const { spell, say, outside } = actions;
  const put = (work: (now: Command, text: string) => TextEdit[]) =>
    actions.write(t('changed', { kind: t(`kinds.${command.kind}`) }), (root, text) => {
      const now = commandAt(root, path);
      return now?.kind === command.kind ? work(now, text) : [];
    });
  const part = (which: 'target' | 'value' | 'name' | 'limit' | 'channel' | 'template' | 'key') => (next: string) => put((now) => (now[which] && next ? [replace((now[which] as Part).span, next)] : []));
  const whole = (next: string) => put((now) => [replace(now.span, next)]);
  const entities = scope.meta.entities.filter((entity) => !entity.system).map((entity) => ({ value: entity.name, label: say.label(entity), find: entity.name }));
  const target = command.target?.text ?? '';
  const records = (label: string, onValue: (next: string) => void) => {
    const paths = recordPaths(scope);
    if (!paths.includes(target)) return <ExpressionSetting label={label} text={target} onText={onValue} />;
    return (
      <Row label={label}>
        {(control) => (
          <Select {...control} options={paths.map((one) => ({ value: one, label: sourceWords(one, scope, say) ?? one, find: one }))} value={target} onValue={(next) => next && next !== target && onValue(next)} />
        )}
      </Row>
    );
  };
  const named = (label: string, which: 'template' | 'channel', known: string[]) => {
    const text = command[which]?.text ?? '';
    const value = which === 'template' ? text.replace(/^"|"$/g, '') : text;
    return (
      <Row label={label}>
        {(control) => (
          <Select {...control} options={[...new Set([...known, value])].map((one) => ({ value: one, label: one }))} value={value} onValue={(next) => next && part(which)(which === 'template' ? quote(next) : next)} />
        )}
      </Row>
    );
  };
  switch (command.kind) {
    case 'set': {
      const fields = writable(scope.entity);
      return (
        <div className={styles.parts}>
          <Row label={t('parts.field')}>
            {(control) => (
              <Select
                {...control}
                options={choices(fields, say)}
                value={target}
                onValue={(next) => withField(fields, next, (field) => next !== target && whole(`${spell('set')} ${field.name} = ${startOf(field, scope, spell)}`))}
              />
            )}
          </Row>
          <Row label={t('parts.value')}>
            {(control) => <ValueSetting {...control} label={t('parts.value')} text={command.value?.text ?? ''} field={fieldAt({ ...scope, names: [] }, target)} scope={scope} actions={actions} onText={part('value')} />}
          </Row>
        </div>
      );
    }
    case 'create':
      return (
        <div className={styles.parts}>
          <Row label={t('parts.entity')}>
            {(control) => (
              <Select
                {...control}
                options={entities}
                value={target}
                onValue={(next) => {
                  const entity = entityOf(scope.meta, next ?? '');
                  if (entity && next !== target) whole(createText(entity, scope, spell));
                }}
              />
            )}
          </Row>
          <Assignments of={entityOf(scope.meta, target)} command={command} scope={scope} actions={actions} put={put} />
        </div>
      );
    case 'update':
      return (
        <div className={styles.parts}>
          {records(t('parts.record'), (next) => (targetOf(scope, next)?.name === targetOf(scope, target)?.name ? part('target')(next) : whole(updateText(next, scope, spell))))}
          <Assignments of={targetOf(scope, target)} command={command} scope={scope} actions={actions} put={put} />
        </div>
      );
    case 'delete':
      return <div className={styles.parts}>{records(t('parts.record'), part('target'))}</div>;
    case 'send':
      return (
        <div className={styles.parts}>
          {named(t('parts.channel'), 'channel', outside.channels)}
          {named(t('parts.template'), 'template', outside.templates)}
          {records(t('parts.to'), part('target'))}
          <ExpressionSetting label={t('parts.key')} text={command.key?.text ?? ''} onText={part('key')} />
        </div>
      );
    case 'reply':
      return <div className={styles.parts}>{named(t('parts.template'), 'template', outside.templates)}</div>;
    case 'notify':
      return (
        <div className={styles.parts}>
          <ExpressionSetting label={t('parts.people')} text={target} onText={part('target')} />
          <MessageSettings message={command.message} locales={outside.locales} onText={(locale, words) => put((now) => messageEdits(now.message, locale, words, now.target!.span.end, ' ', spell))} />
        </div>
      );
    case 'webhook':
      return (
        <div className={styles.parts}>
          <TextSetting label={t('parts.webhook')} value={command.template?.text.replace(/^"|"$/g, '') ?? ''} onValue={(next) => next && part('template')(quote(next))} />
          <Assignments of={undefined} command={command} scope={scope} actions={actions} put={put} />
          <ExpressionSetting label={t('parts.key')} text={command.key?.text ?? ''} onText={part('key')} />
        </div>
      );
    case 'addTag':
    case 'removeTag':
      return (
        <div className={styles.parts}>
          <Row label={t('parts.tag')}>{(control) => <ValueSetting {...control} label={t('parts.tag')} text={command.value?.text ?? ''} field={tagText} scope={scope} actions={actions} onText={part('value')} />}</Row>
        </div>
      );
    case 'if':
      return <div className={styles.parts}>{condition(t('parts.condition'), scope.names.length === 0 ? scope.entity : undefined, command, actions, part('value'), true)}</div>;
    case 'forEach':
      return (
        <div className={styles.parts}>
          <Row label={t('parts.entity')}>
            {(control) => (
              <Select
                {...control}
                options={entities.some((one) => one.value === target) ? entities : [...entities, { value: target, label: target, find: target }]}
                value={target}
                onValue={(next) => next && part('target')(next)}
              />
            )}
          </Row>
          {condition(t('parts.where'), entityOf(scope.meta, target), command, actions, (next) => put((now, text) => setClause(text, now.value, next, (now.via ?? now.target)!.span.end, spell('where'))), false)}
          <TextSetting label={t('parts.limit')} kind="number" value={command.limit?.text.replaceAll('_', '') ?? ''} problem={(next) => (/^[1-9]\d*$/.test(next) ? null : t('value.notNumber'))} onValue={part('limit')} />
        </div>
      );
    case 'start':
      return (
        <div className={styles.parts}>
          <Row label={t('parts.process')}>
            {(control) => (
              <Select
                {...control}
                options={processes(scope, target).map((process) => ({ value: process.name, label: say.label(process), find: process.name }))}
                value={command.name?.text ?? null}
                onValue={(next) => next && part('name')(next)}
              />
            )}
          </Row>
        </div>
      );
    case 'let':
      return (
        <div className={styles.parts}>
          <TextSetting label={t('parts.name')} value={command.name?.text ?? ''} problem={(next) => (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(next) ? null : t('parts.notName'))} onValue={part('name')} />
          <ExpressionSetting label={t('parts.value')} text={command.value?.text ?? ''} onText={part('value')} />
        </div>
      );
    default:
      return <p className={styles.onlyText}>{t('onlyText')}</p>;
  }
}

/** The processes of the record that one is started on. */
const processes = (scope: Scope, target: string) => (target === '' ? scope.entity : targetOf(scope, target))?.processes ?? [];

/** A tag is a text, wherever it is kept. */
const tagText = { id: '', name: '', property: '', type: 'text', label: {}, origin: 'entered', required: true, readonly: false } as const;

function condition(label: string, entity: EntityMeta | undefined, command: Command, actions: Actions, onText: (text: string) => void, needed: boolean) {
  const text = command.value?.text ?? '';
  if (!entity) return <ExpressionSetting label={label} text={text} onText={onText} />;
  return <ConditionSetting entity={entity.name} japanese={actions.japanese} needed={needed} listed={!needed} label={label} empty={actions.say.t('parts.all')} text={text} onText={onText} />;
}
