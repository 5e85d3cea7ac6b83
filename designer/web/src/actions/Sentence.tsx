import { type EntityMeta, entityOf } from '@lowcodecrm/web/api';
import { describeGroup, useWords } from '@lowcodecrm/web/conditions';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { Fragment } from 'react';
import { useConditions } from '../conditions/api.ts';
import type { Command } from '../rules/structure.ts';
import styles from './Actions.module.css';
import { fieldAt, type Scope, targetOf } from './scope.ts';
import type { Actions } from './useActions.ts';
import { sourceWords, valueWords } from './values.ts';

/** What a command does, as a sentence; what it gives to which field beneath. */
export function Sentence({ command, scope, actions }: { command: Command; scope: Scope; actions: Actions }) {
  const { t } = useTranslation('actions');
  const { say } = actions;
  const target = command.target?.text ?? '';
  const value = command.value?.text ?? '';
  const path = sourceWords(target, scope, say) ?? target;
  const template = command.template?.text.replace(/^r?"|"$/g, '') ?? '';
  switch (command.kind) {
    case 'set': {
      const field = fieldAt({ ...scope, names: [] }, target);
      return t('says.set', { field: field ? say.label(field) : target, value: valueWords(value, field, scope, say) });
    }
    case 'create': {
      const entity = entityOf(scope.meta, target);
      return <Given says={t('says.create', { entity: entity ? say.label(entity) : target })} entity={entity} command={command} scope={scope} actions={actions} />;
    }
    case 'update':
      return <Given says={t('says.update', { record: path })} entity={targetOf(scope, target)} command={command} scope={scope} actions={actions} />;
    case 'webhook':
      return <Given says={t('says.webhook', { name: template })} entity={undefined} command={command} scope={scope} actions={actions} />;
    case 'delete':
      return t('says.delete', { record: path });
    case 'send':
      return t('says.send', { channel: command.channel?.text, template, to: path });
    case 'reply':
      return t('says.reply', { template });
    case 'notify':
      return t('says.notify', { people: peopleWords(target, scope, actions) });
    case 'addTag':
    case 'removeTag':
      return t(`says.${command.kind}`, { tag: valueWords(value, undefined, scope, say) });
    case 'forEach': {
      const entity = entityOf(scope.meta, target);
      return (
        <>
          {t('says.forEach', { entity: entity ? say.label(entity) : target, count: Number(command.limit?.text.replaceAll('_', '') ?? 0) })}
          {value && (
            <>
              {t('says.where')}
              <ConditionWords entity={entity} text={value} />
            </>
          )}
        </>
      );
    }
    case 'if':
      return (
        <>
          {t('says.if')}
          <ConditionWords entity={scope.names.length === 0 ? scope.entity : undefined} text={value} />
        </>
      );
    case 'let':
      return t('says.let', { name: command.name?.text, value: valueWords(value, undefined, scope, say) });
    default:
      return t('says.other');
  }
}

function Given({ says, entity, command, scope, actions }: { says: string; entity: EntityMeta | undefined; command: Command; scope: Scope; actions: Actions }) {
  return (
    <>
      {says}
      {command.assignments && command.assignments.items.length > 0 && (
        <dl className={styles.given}>
          {command.assignments.items.map((one) => {
            const field = entity?.fields.find((known) => known.name === one.field.text);
            return (
              <Fragment key={one.field.text}>
                <dt>{field ? actions.say.label(field) : one.field.text}</dt>
                <dd>{valueWords(one.value.text, field, scope, actions.say)}</dd>
              </Fragment>
            );
          })}
        </dl>
      )}
    </>
  );
}

/** A condition in words, where rows can show it; else as it is written. */
function ConditionWords({ entity, text }: { entity: EntityMeta | undefined; text: string }) {
  return entity ? <Described entity={entity} text={text} /> : <code>{text}</code>;
}

function Described({ entity, text }: { entity: EntityMeta; text: string }) {
  const read = useConditions(entity.name, text);
  const words = useWords(read?.conditions ?? null, entity);
  return read?.conditions ? describeGroup(read.conditions, entity, words) : <code>{text}</code>;
}

/** Roles and users joined by `or`, in words as far as they are plain. */
function peopleWords(text: string, scope: Scope, { say }: Actions): string {
  return text
    .split(/\s+(?:or|または)\s+/)
    .map((one) => {
      const role = /^(?:role|ロール)\s*\(\s*([\p{L}\p{N}_]+)\s*\)$/u.exec(one)?.[1];
      return role ? say.t('says.role', { role }) : (sourceWords(one, scope, say) ?? one);
    })
    .join(say.t('says.or'));
}
