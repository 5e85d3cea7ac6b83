import { Braces, Plus, Trash2 } from 'lucide-react';
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
import { askable, firstCondition, isGroup } from './model.ts';

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
  const lines = part === null ? [] : isGroup(part) ? part.conditions : [part];
  const asGroup = (conditions: (Condition | ConditionGroup)[], inner = part && isGroup(part) ? part.match : 'any'): Condition | ConditionGroup | null =>
    conditions.length === 0 ? null : conditions.length === 1 && !isGroup(conditions[0]!) ? conditions[0]! : { match: inner, conditions };
  const fresh = () => firstCondition(askable(entity).find((field) => field.name === entity.display) ?? askable(entity)[0]!);
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
        {part && isGroup(part) && (
          <Segmented
            label={t('condition.match')}
            options={[
              { key: 'any', label: t('condition.any') },
              { key: 'all', label: t('condition.all') },
            ]}
            value={part.match}
            onValue={(next) => void change({ ...part, match: next })}
          />
        )}
        {lines.map((line, i) =>
          isGroup(line) ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name but their place
            <p key={i} className={styles.inner}>
              {t('condition.inner')}
            </p>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name but their place
            <div key={i} className={styles.lineOf}>
              <ConditionRow entity={entity} condition={line} words={words} focus={i === 0} onChange={(next) => void change(asGroup(lines.map((one, k) => (k === i ? next : one))))} />
              {lines.length > 1 && <IconButton icon={Trash2} size="small" label={t('common:remove')} onClick={() => void change(asGroup(lines.filter((_, k) => k !== i)))} />}
            </div>
          ),
        )}
        {part === null && <ConditionRow entity={entity} condition={null} words={words} focus onChange={(next) => void change(next)} />}
        {problem && (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
        <footer className={styles.tools}>
          {part !== null && (
            <Button kind="text" size="small" icon={Plus} onClick={() => void change({ match: isGroup(part) ? part.match : 'any', conditions: [...lines, fresh()] })}>
              {t(part && isGroup(part) && part.match === 'all' ? 'condition.addAnd' : 'condition.addOr')}
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
