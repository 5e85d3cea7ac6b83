import { useTranslation } from '@lowcodecrm/web/i18n';
import { Icon } from '@lowcodecrm/web/ui';
import { useEffect, useRef } from 'react';
import { kindIcons } from '../kinds.ts';
import type { RulesBlock, Span, Structure } from '../structure.ts';
import { AutomationCard } from './AutomationCard.tsx';
import styles from './Cards.module.css';
import { RuleCard } from './RuleCard.tsx';
import { useRuleEdits } from './useRuleEdits.ts';

/** The rules of the open file as cards beside their text: the one at the cursor can be changed in its parts. */
export function RuleCards({ path, structure, cursor, onShow }: { path: string; structure: (Structure & { of: string }) | undefined; cursor: number; onShow: (span: Span) => void }) {
  const { t } = useTranslation('rules');
  const edits = useRuleEdits(path, structure);
  const current = useRef<HTMLLIElement>(null);
  const at = structure?.rules.flatMap((block) => block.rules).find((rule) => cursor >= rule.span.start && cursor <= rule.span.end);
  const key = at?.nameSpan.start;
  // biome-ignore lint/correctness/useExhaustiveDependencies: brought into view when another one is
  useEffect(() => {
    if (!current.current?.contains(document.activeElement)) current.current?.scrollIntoView?.({ block: 'nearest' });
  }, [key, path]);
  const blocks = structure?.rules ?? [];
  return (
    <aside className={styles.cards} aria-label={t('cards')}>
      {blocks.every((block) => block.rules.length === 0) && (structure?.automations.length ?? 0) === 0 && <p className={styles.none}>{t('noCards')}</p>}
      {blocks.map((block: RulesBlock, b) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no name but their place
        <ul key={b}>
          {block.rules.map((rule) => {
            const open = rule === at;
            const titled = structure?.titles?.find((one) => one.start === rule.span.start);
            return (
              <li key={`${rule.kind} ${rule.name}`} ref={open ? current : null} className={open ? styles.open : styles.closed}>
                <button type="button" className={styles.head} aria-expanded={open} title={titled ? `${titled.kind}: ${titled.title}\n${rule.name}` : rule.name} onClick={() => onShow(rule.nameSpan)}>
                  <Icon of={kindIcons[rule.kind]} size={14} />
                  <span className={styles.kind}>{titled?.kind ?? t(`kinds.${rule.kind}`)}</span>
                  <span className={`${open ? '' : 'one-line'} ${styles.name}`}>{titled?.title ?? rule.name}</span>
                </button>
                {open && <RuleCard entity={block.entity.text} rule={rule} edits={edits} />}
              </li>
            );
          })}
        </ul>
      ))}
      {structure && structure.automations.length > 0 && (
        <ul>
          {structure.automations.map((one) => (
            <AutomationCard key={one.span.start} automation={one} open={cursor >= one.span.start && cursor <= one.span.end} edits={edits} onShow={onShow} />
          ))}
        </ul>
      )}
    </aside>
  );
}
