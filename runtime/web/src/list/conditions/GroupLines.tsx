import { Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Condition, ConditionGroup, EntityMeta } from '../../api/meta.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Segmented } from '../../ui/Tabs.tsx';
import { ConditionRow } from './ConditionRow.tsx';
import styles from './conditions.module.css';
import type { Words } from './describe.ts';
import { askable, firstCondition, isGroup, opposite, replaced } from './model.ts';

/** Groups within groups: further in, nobody reads them any more. */
export const DEEPEST = 3;

export type GroupLinesProps = {
  entity: EntityMeta;
  group: ConditionGroup;
  words: Words;
  /** 1: the group that a chip is. */
  depth?: number;
  /** Null: nothing is left of it. */
  onChange: (group: ConditionGroup | null) => void;
};

/** The conditions of a group below one another, of which all or any must hold; groups among them the same way, a step further in. */
export function GroupLines({ entity, group, words, depth = 1, onChange }: GroupLinesProps) {
  const { t } = useTranslation('list');
  const set = (at: number, one: Condition | ConditionGroup | null) => onChange(replaced(group, at, one));
  const add = (one: Condition | ConditionGroup) => onChange({ ...group, conditions: [...group.conditions, one] });
  return (
    <div className={depth > 1 ? `${styles.group} ${styles.inner}` : styles.group} role="group" aria-label={t('condition.group')}>
      <div className={styles.groupHead}>
        <Segmented
          label={t('condition.match')}
          options={[
            { key: 'any', label: t('condition.any') },
            { key: 'all', label: t('condition.all') },
          ]}
          value={group.match}
          onValue={(match) => onChange({ ...group, match })}
        />
        {depth > 1 && <IconButton icon={Trash2} size="small" label={t('condition.removeGroup')} onClick={() => onChange(null)} />}
      </div>
      {group.conditions.map((one, i) =>
        isGroup(one) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name but their place
          <GroupLines key={i} entity={entity} group={one} words={words} depth={depth + 1} onChange={(next) => set(i, next)} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name but their place
          <div key={i} className={styles.lineOf}>
            <ConditionRow entity={entity} condition={one} words={words} focus={depth === 1 && i === 0} onChange={(next) => set(i, next)} />
            <IconButton icon={Trash2} size="small" label={t('common:remove')} onClick={() => set(i, null)} />
          </div>
        ),
      )}
      <div className={styles.tools}>
        <Button kind="text" size="small" icon={Plus} onClick={() => add(fresh(entity))}>
          {t(group.match === 'all' ? 'condition.addAnd' : 'condition.addOr')}
        </Button>
        {depth < DEEPEST && (
          <Button kind="text" size="small" icon={Plus} onClick={() => add({ match: opposite(group.match), conditions: [fresh(entity)] })}>
            {t('condition.addGroup')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Another condition, on what records are called by. */
export const fresh = (entity: EntityMeta) => firstCondition(askable(entity).find((field) => field.name === entity.display) ?? askable(entity)[0]!);
