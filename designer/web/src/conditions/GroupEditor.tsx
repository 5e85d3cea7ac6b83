import type { Condition, ConditionGroup, EntityMeta } from '@lowcodecrm/web/api';
import { askable, ConditionRow, firstCondition, isComplete, isGroup, type Words } from '@lowcodecrm/web/conditions';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button, IconButton, Segmented } from '@lowcodecrm/web/ui';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import styles from './Conditions.module.css';

/** As lists have it: further in, nobody reads them any more. */
const DEEPEST = 2;

type Props = {
  entity: EntityMeta;
  group: ConditionGroup;
  words: Words;
  /** Whether rows without a value are marked. */
  tried: boolean;
  onChange: (group: ConditionGroup) => void;
  depth?: number;
};

/** Conditions below one another, of which all or any must hold; groups among them the same way, a step further in. */
export function GroupEditor({ entity, group, words, tried, onChange, depth = 0 }: Props) {
  const { t } = useTranslation('forms');
  const [added, setAdded] = useState<number | null>(null);
  const set = (at: number, one: Condition | ConditionGroup | null) => {
    const conditions = [...group.conditions];
    if (one) conditions[at] = one;
    else conditions.splice(at, 1);
    onChange({ ...group, conditions });
  };
  const fields = askable(entity);
  const fresh = () => firstCondition(fields.find((field) => field.type === 'choice') ?? fields[0]!);
  const add = (one: Condition | ConditionGroup) => {
    setAdded(group.conditions.length);
    onChange({ ...group, conditions: [...group.conditions, one] });
  };
  return (
    <div className={depth > 0 ? styles.inner : styles.group} role="group" aria-label={depth > 0 ? t('condition.group') : undefined}>
      {group.conditions.length > 1 && (
        <Segmented
          label={t('condition.match')}
          value={group.match}
          onValue={(match) => onChange({ ...group, match })}
          options={[
            { key: 'all', label: t('condition.all') },
            { key: 'any', label: t('condition.any') },
          ]}
        />
      )}
      {group.conditions.map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name but their place
        <div key={i} className={styles.line}>
          {isGroup(one) ? (
            <GroupEditor entity={entity} group={one} words={words} tried={tried} depth={depth + 1} onChange={(next) => set(i, next.conditions.length > 0 ? next : null)} />
          ) : (
            <div className={styles.row}>
              <ConditionRow entity={entity} condition={one} words={words} focus={i === added} missing={tried && !isComplete(one)} onChange={(next) => set(i, next)} />
              {tried && !isComplete(one) && (
                <p role="alert" className={styles.missing}>
                  {t('condition.needValue')}
                </p>
              )}
            </div>
          )}
          <IconButton icon={Trash2} size="small" label={t('condition.remove')} onClick={() => set(i, null)} />
        </div>
      ))}
      {depth === 0 && group.conditions.length === 0 && fields.length > 0 && (
        <div className={styles.line}>
          <ConditionRow entity={entity} condition={null} words={words} focus onChange={add} />
        </div>
      )}
      {fields.length > 0 && group.conditions.length > 0 && (
        <div className={styles.adds}>
          <Button kind="text" size="small" icon={Plus} onClick={() => add(fresh())}>
            {t('condition.addRow')}
          </Button>
          {depth < DEEPEST && (
            <Button kind="text" size="small" icon={Plus} onClick={() => add({ match: group.match === 'all' ? 'any' : 'all', conditions: [fresh()] })}>
              {t('condition.addGroup')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
