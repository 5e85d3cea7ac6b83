import { type EntityMeta, entityOf, type FieldMeta } from '@lowcodecrm/web/api';
import { describeGroup, useWords } from '@lowcodecrm/web/conditions';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { Fragment } from 'react';
import { useConditions } from '../conditions/api.ts';
import type { Command, Part } from '../rules/structure.ts';
import styles from './Actions.module.css';
import { fieldAt, type Scope, targetOf } from './scope.ts';
import type { Actions } from './useActions.ts';
import { sourceWords, valueWords } from './values.ts';

/** What a command does, as a sentence; what it gives to which field beneath. */
export function Sentence({ command, scope, actions, brief = false }: { command: Command; scope: Scope; actions: Actions /** Its parts stand beneath anyway. */; brief?: boolean }) {
  const { t } = useTranslation('actions');
  const { say } = actions;
  const target = command.target?.text ?? '';
  const value = command.value?.text ?? '';
  const path = sourceWords(target, scope, say) ?? target;
  const template = command.template?.text.replace(/^r?"|"$/g, '') ?? '';
  switch (command.kind) {
    case 'set': {
      const field = fieldAt({ ...scope, names: [] }, target);
      return t('says.set', { field: field ? say.label(field) : target, value: words(command.value, field, scope, actions) });
    }
    case 'create': {
      const entity = entityOf(scope.meta, target);
      return <Given says={t('says.create', { entity: entity ? say.label(entity) : target })} entity={entity} command={command} scope={scope} actions={actions} brief={brief} />;
    }
    case 'update':
      return <Given says={t('says.update', { record: path })} entity={targetOf(scope, target)} command={command} scope={scope} actions={actions} brief={brief} />;
    case 'webhook':
      return <Given says={t('says.webhook', { name: template })} entity={undefined} command={command} scope={scope} actions={actions} brief={brief} />;
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
              <ConditionWords entity={entity} part={command.value} actions={actions} />
            </>
          )}
        </>
      );
    }
    case 'if':
      return (
        <>
          {t('says.if')}
          <ConditionWords entity={scope.names.length === 0 ? scope.entity : undefined} part={command.value} actions={actions} />
        </>
      );
    case 'let':
      return t('says.let', { name: command.name?.text, value: words(command.value, undefined, scope, actions) });
    case 'start':
      return t('says.start', { process: processWords(command.name?.text ?? '', scope, actions) });
    default:
      return t('says.other');
  }
}

function Given({ says, entity, command, scope, actions, brief }: { says: string; entity: EntityMeta | undefined; command: Command; scope: Scope; actions: Actions; brief: boolean }) {
  return (
    <>
      {says}
      {!brief && command.assignments && command.assignments.items.length > 0 && (
        <dl className={styles.given}>
          {command.assignments.items.map((one) => {
            const field = entity?.fields.find((known) => known.name === one.field.text);
            return (
              <Fragment key={one.field.text}>
                <dt>{field ? actions.say.label(field) : one.field.text}</dt>
                <dd>{words(one.value, field, scope, actions)}</dd>
              </Fragment>
            );
          })}
        </dl>
      )}
    </>
  );
}

/** A condition in words: as rows show it, else as the server reads it. */
function ConditionWords({ entity, part, actions }: { entity: EntityMeta | undefined; part: Part | undefined; actions: Actions }) {
  const written = part ? (actions.read(part) ?? part.text) : '';
  return entity ? <Described entity={entity} text={part?.text ?? ''} otherwise={written} /> : written;
}

function Described({ entity, text, otherwise }: { entity: EntityMeta; text: string; otherwise: string }) {
  const read = useConditions(entity.name, text);
  const words = useWords(read?.conditions ?? null, entity);
  return read?.conditions ? describeGroup(read.conditions, entity, words) : otherwise;
}

/** A value or a name in words, a formula as the server reads it. */
function words(part: Part | undefined, field: FieldMeta | undefined, scope: Scope, actions: Actions): string {
  const text = part?.text ?? '';
  const plain = valueWords(text, field, scope, actions.say);
  return plain === text && part ? (actions.read(part) ?? text) : plain;
}

/** A process by its label, whichever entity it is of. */
function processWords(name: string, scope: Scope, { say }: Actions): string {
  const process = scope.meta.entities.flatMap((entity) => entity.processes ?? []).find((one) => one.name === name);
  return process ? say.label(process) : name;
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
