import { Braces, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition, ConditionGroup } from '../../api/meta.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Segmented } from '../../ui/Tabs.tsx';
import { useList } from '../useList.ts';
import { ConditionRow } from './ConditionRow.tsx';
import styles from './conditions.module.css';
import type { Words } from './describe.ts';
import { Floating } from './Floating.tsx';
import { fresh, GroupLines } from './GroupLines.tsx';
import { isGroup, opposite, settled } from './model.ts';

/** One chip's condition, or group of them, being changed: what is complete takes effect at once. */
export function ConditionPopover({
  anchor,
  group,
  at,
  words,
  onChange,
  onText,
  onClose,
}: {
  anchor: HTMLElement;
  group: ConditionGroup;
  at: number;
  words: Words;
  /** Answers what is wrong, if anything is. */
  onChange: (group: ConditionGroup) => Promise<string | null>;
  onText: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('list');
  const { entity } = useList();
  const isNew = at >= group.conditions.length;
  const [part, setPart] = useState<Condition | ConditionGroup | null>(group.conditions[at] ?? null);
  const [match, setMatch] = useState(group.match);
  const [problem, setProblem] = useState<string | null>(null);
  const several = group.conditions.length > 1 || isNew;

  const change = async (next: Condition | ConditionGroup | null, nextMatch = match) => {
    setPart(next);
    setMatch(nextMatch);
    const conditions = [...group.conditions];
    if (next) conditions[at] = next;
    else conditions.splice(at, 1);
    setProblem(await onChange({ match: nextMatch, conditions }));
  };
  return (
    <Floating anchor={anchor} label={t('condition.edit')} onClose={onClose}>
      <div className={styles.editor}>
        {several && !(part && isGroup(part)) && group.conditions.length > 0 && (
          <Segmented
            label={t('condition.match')}
            options={[
              { key: 'all', label: t('condition.all') },
              { key: 'any', label: t('condition.any') },
            ]}
            value={match}
            onValue={(next) => void change(part, next)}
          />
        )}
        {part && isGroup(part) ? (
          <GroupLines entity={entity} group={part} words={words} onChange={(next) => void change(next && settled(next))} />
        ) : (
          <ConditionRow entity={entity} condition={part} words={words} focus onChange={(next) => void change(next)} />
        )}
        {problem && (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
        <footer className={styles.tools}>
          {part !== null && !isGroup(part) && (
            <Button kind="text" size="small" icon={Plus} onClick={() => void change({ match: opposite(match), conditions: [part, fresh(entity)] })}>
              {t(match === 'any' ? 'condition.addAnd' : 'condition.addOr')}
            </Button>
          )}
          <span className={styles.space} />
          <IconButton icon={Braces} size="small" label={t('condition.asText')} onClick={onText} />
          <Button kind="primary" size="small" onClick={onClose}>
            {t('condition.done')}
          </Button>
        </footer>
      </div>
    </Floating>
  );
}
