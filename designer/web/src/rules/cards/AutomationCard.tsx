import { entityOf } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { useApp } from '@lowcodecrm/web/shell';
import { Icon } from '@lowcodecrm/web/ui';
import { CalendarClock, MessageSquareReply, Stamp } from 'lucide-react';
import { ActionList, type Scope, useActions } from '../../actions/index.ts';
import type { Automation, Span } from '../structure.ts';
import styles from './Cards.module.css';
import { ExpressionSetting } from './ExpressionSetting.tsx';
import type { RuleEdits } from './useRuleEdits.ts';

const icons = { schedule: CalendarClock, message: MessageSquareReply, approval: Stamp };

/** What acts without a save: when it does, and what it does then. */
export function AutomationCard({ automation, open, edits, onShow }: { automation: Automation; open: boolean; edits: RuleEdits; onShow: (span: Span) => void }) {
  const { t } = useTranslation(['rules', 'actions']);
  return (
    <li className={open ? styles.open : styles.closed}>
      <button type="button" className={styles.head} aria-expanded={open} onClick={() => onShow(automation.name.span)}>
        <Icon of={icons[automation.kind]} size={14} />
        <span className={styles.kind}>{t(`actions:automations.${automation.kind}`)}</span>
        <span className={`${open ? '' : 'one-line'} ${styles.name}`}>{automation.kind === 'message' ? automation.head?.text : automation.name.text}</span>
      </button>
      {open && (
        <div className={styles.card}>
          {automation.kind === 'schedule' && automation.head && <code className={styles.written}>{automation.head.text}</code>}
          {automation.when && <ExpressionSetting label={t('when')} text={automation.when.text} onText={(text) => edits.automationWhen(automation, text)} />}
          {automation.blocks.map((_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no name but their place
            <Actions key={i} automation={automation} at={i} edits={edits} />
          ))}
        </div>
      )}
    </li>
  );
}

function Actions({ automation, at, edits }: { automation: Automation; at: number; edits: RuleEdits }) {
  const { t } = useTranslation('actions');
  const { meta } = useApp();
  const { on, block } = automation.blocks[at]!;
  const actions = useActions(edits.automation(automation, at), edits.spell, edits.japanese, edits.read);
  const scope: Scope = {
    meta,
    entity: automation.entity && entityOf(meta, automation.entity.text),
    names: automation.kind === 'message' ? [{ name: automation.name.text, entity: undefined }] : [],
    message: automation.kind === 'message' ? automation.name.text : undefined,
  };
  const title = on ? t(`on.${on}`, { defaultValue: on }) : t('title');
  return (
    <section className={styles.actions}>
      <h3>{title}</h3>
      <ActionList block={block} scope={scope} actions={actions} label={title} />
    </section>
  );
}
