import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button, Icon, IconButton, Menu } from '@lowcodecrm/web/ui';
import { Bell, CircleMinus, CirclePlus, GripVertical, Mail, PencilLine, Play, Plus, Repeat, Reply, Split, SquareCode, SquarePen, Tag, Tags, Trash2, Variable, Webhook } from 'lucide-react';
import { useState } from 'react';
import { useReorder } from '../parts/useReorder.ts';
import type { Block, Command, CommandKind } from '../rules/structure.ts';
import { ActionParts } from './ActionParts.tsx';
import styles from './Actions.module.css';
import { addCommand, addOtherwise, blockAt, commandAt, moveCommand, type Path, removeCommand, removeOtherwise } from './edits.ts';
import { Sentence } from './Sentence.tsx';
import { inLoop, type Scope, scopeAt } from './scope.ts';
import { commandText, kindsAt } from './templates.ts';
import type { Actions } from './useActions.ts';

export const actionIcons: Record<CommandKind, typeof Plus> = {
  set: PencilLine,
  create: CirclePlus,
  update: SquarePen,
  delete: CircleMinus,
  send: Mail,
  reply: Reply,
  notify: Bell,
  webhook: Webhook,
  addTag: Tag,
  removeTag: Tags,
  forEach: Repeat,
  if: Split,
  let: Variable,
  start: Play,
  other: SquareCode,
};

type Props = { block: Block; path?: Path; scope: Scope; actions: Actions; label: string };

/** The commands of a block, in order: each a sentence, its parts where it is opened, what it does in turn beneath it. */
export function ActionList({ block, path = [], scope, actions, label }: Props) {
  const { t } = useTranslation('actions');
  const [open, setOpen] = useState<number | null>(null);
  const { write, spell } = actions;
  const own = (root: Block) => blockAt(root, path);
  const reorder = useReorder(
    block.commands.length,
    (from, to) => {
      setOpen(open === from ? to : null);
      write(t('moved'), (root, text) => (own(root) ? moveCommand(text, own(root)!, from, to) : []));
    },
    (position) => t('movedTo', { position }),
  );
  const behind = scopeAt(scope, block, block.commands.length);
  const add = (kind: CommandKind) => {
    const text = commandText(kind, behind, actions.outside, spell);
    if (!text) return;
    setOpen(block.commands.length);
    write(t('added', { kind: t(`kinds.${kind}`) }), (root, before) => (own(root) ? addCommand(before, own(root)!, text) : []));
  };
  return (
    <div className={styles.block}>
      <ol className={styles.list} aria-label={label}>
        {block.commands.map((command, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: commands have no name but their place
          <li key={i} className={styles.action} data-open={open === i || undefined} {...reorder.item(i)}>
            <div className={styles.head}>
              <button type="button" className={styles.handle} aria-label={t('move', { position: i + 1 })} title={t('moveHint')} {...reorder.handle(i)}>
                <Icon of={GripVertical} size={14} />
              </button>
              <button type="button" className={styles.says} aria-expanded={open === i} onClick={() => setOpen(open === i ? null : i)}>
                <Icon of={actionIcons[command.kind]} size={14} />
                <span>
                  <Sentence command={command} scope={scopeAt(scope, block, i)} actions={actions} brief={open === i} />
                </span>
              </button>
              <IconButton
                icon={Trash2}
                size="small"
                label={t('remove', { position: i + 1 })}
                onClick={() => {
                  setOpen(null);
                  write(t('removed'), (root, text) => {
                    const now = commandAt(root, [...path, 'commands', i]);
                    return now ? removeCommand(text, now) : [];
                  });
                }}
              />
            </div>
            {open === i && <ActionParts command={command} path={[...path, 'commands', i]} scope={scopeAt(scope, block, i)} actions={actions} />}
            <Inside command={command} path={[...path, 'commands', i]} scope={scopeAt(scope, block, i)} actions={actions} />
          </li>
        ))}
      </ol>
      {block.close !== undefined && (
        <Menu label={t('add')} items={kindsAt(behind, actions.outside).map((kind) => ({ key: kind, label: t(`kinds.${kind}`), icon: actionIcons[kind], onSelect: () => add(kind) }))}>
          {(trigger) => (
            <Button kind="text" size="small" icon={Plus} {...trigger}>
              {t('add')}
            </Button>
          )}
        </Menu>
      )}
    </div>
  );
}

/** What a loop does for each record, what a condition does where it holds and where not. */
function Inside({ command, path, scope, actions }: { command: Command; path: Path; scope: Scope; actions: Actions }) {
  const { t } = useTranslation('actions');
  if (!command.body) return null;
  const inner = command.kind === 'forEach' ? inLoop(scope, command) : scope;
  const { write, spell } = actions;
  return (
    <>
      <ActionList block={command.body} path={[...path, 'body']} scope={inner} actions={actions} label={t(command.kind === 'forEach' ? 'each' : 'then')} />
      {command.otherwiseIf && (
        <>
          <p className={styles.else}>
            {t('otherwise')} <Sentence command={command.otherwiseIf} scope={scope} actions={actions} />
          </p>
          <Inside command={command.otherwiseIf} path={[...path, 'otherwiseIf']} scope={scope} actions={actions} />
        </>
      )}
      {command.otherwise && (
        <>
          <div className={styles.else}>
            <p>{t('otherwise')}</p>
            <IconButton
              icon={Trash2}
              size="small"
              label={t('removeOtherwise')}
              onClick={() =>
                write(t('removed'), (root) => {
                  const now = commandAt(root, path);
                  return now ? removeOtherwise(now) : [];
                })
              }
            />
          </div>
          <ActionList block={command.otherwise} path={[...path, 'otherwise']} scope={inner} actions={actions} label={t('otherwise')} />
        </>
      )}
      {command.kind === 'if' && !command.otherwise && !command.otherwiseIf && (
        <Button
          kind="text"
          size="small"
          icon={Plus}
          className={styles.addElse}
          onClick={() =>
            write(t('added', { kind: t('otherwise') }), (root, text) => {
              const now = commandAt(root, path);
              return now ? addOtherwise(text, now, spell('else')) : [];
            })
          }
        >
          {t('addOtherwise')}
        </Button>
      )}
    </>
  );
}
