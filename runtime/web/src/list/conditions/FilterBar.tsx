import { Braces, Calendar, ListFilter, Plus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition, ConditionGroup } from '../../api/meta.ts';
import { useApp } from '../../shell/app.ts';
import { Button } from '../../ui/Button.tsx';
import { FilterChip } from '../../ui/Chip.tsx';
import { later } from '../../ui/later.tsx';
import { toast } from '../../ui/Toast.tsx';
import { EMPTY } from '../state/views.ts';
import { useList } from '../useList.ts';
import styles from './conditions.module.css';
import { describe, describeGroup } from './describe.ts';
import { complete, isGroup, kindOf, resolve } from './model.ts';
import { useWriteConditions } from './useConditions.ts';
import { useWords } from './useWords.ts';

const TextDialog = later(() => import('./TextDialog.tsx').then((m) => m.TextDialog));

const ConditionPopover = later(() => import('./ConditionPopover.tsx').then((m) => m.ConditionPopover));

/** The conditions of what is shown, a chip each. */
export function FilterBar() {
  const { t } = useTranslation('list');
  const { meta } = useApp();
  const { app, entity, filter, conditions, setFilter } = useList();
  const write = useWriteConditions(app, entity.name);
  const [open, setOpen] = useState<{ at: number; anchor: HTMLElement } | null>(null);
  const [asText, setAsText] = useState(false);
  const add = useRef<HTMLButtonElement>(null);
  // While the text is being asked for, what was chosen is shown already.
  const [pending, setPending] = useState<ConditionGroup | null>(null);
  const group = pending ?? conditions ?? null;
  const words = useWords(group, entity);
  const turn = useRef(0);

  const change = async (next: ConditionGroup): Promise<string | null> => {
    const mine = ++turn.current;
    setPending(next);
    try {
      const written = await write(complete(next));
      if (mine !== turn.current) return null;
      if (written.text === null) return written.diagnostics[0]?.message ?? null;
      setFilter(written.text);
      return null;
    } finally {
      if (mine === turn.current) setPending(null);
    }
  };
  const replace = (at: number, one: Condition | ConditionGroup | null) => {
    const base = group ?? EMPTY;
    const list = [...base.conditions];
    if (one) list[at] = one;
    else list.splice(at, 1);
    return change({ ...base, conditions: list });
  };
  const drop = async (at: number) => {
    const before = filter;
    const problem = await replace(at, null);
    if (problem) toast(problem);
    else if (document.activeElement === document.body) add.current?.focus();
    return before;
  };
  const any = group?.match === 'any';
  return (
    <div className={styles.bar} role="group" aria-label={t('filters')}>
      {filter && group === null && conditions === null && (
        <FilterChip icon={Braces} onOpen={() => setAsText(true)} onRemove={() => setFilter('')}>
          {filter}
        </FilterChip>
      )}
      {group?.conditions.map((one, at) => {
        const field = isGroup(one) ? undefined : resolve(meta, entity, one.path)?.field;
        const kind = field && kindOf(field);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name but their place
          <span key={at} className={styles.item} data-condition={at} ref={(element) => void element}>
            {any && at > 0 && <span className={styles.joint}>{t('condition.orWord')}</span>}
            <FilterChip
              icon={kind === 'date' || kind === 'instant' ? Calendar : ListFilter}
              onOpen={() => {
                const anchor = document.querySelector<HTMLElement>(`[data-condition="${at}"]`);
                if (anchor) setOpen({ at, anchor });
              }}
              onRemove={() => void drop(at)}
            >
              {isGroup(one) ? describeGroup(one, entity, words) : describe(one, entity, words)}
            </FilterChip>
          </span>
        );
      })}
      {group !== null && (
        <Button ref={add} kind="text" size="small" icon={Plus} className={styles.add} onClick={() => add.current && setOpen({ at: group.conditions.length, anchor: add.current })}>
          {t('addCondition')}
        </Button>
      )}
      {group !== null && group.conditions.length > 1 && (
        <Button kind="text" size="small" icon={X} className={styles.add} onClick={() => setFilter('')}>
          {t('clearFilters')}
        </Button>
      )}
      {open && group && (
        <ConditionPopover
          anchor={open.anchor}
          group={group}
          at={open.at}
          words={words}
          onChange={change}
          onText={() => {
            setOpen(null);
            setAsText(true);
          }}
          onClose={() => {
            setOpen(null);
            (open.anchor.isConnected ? (open.anchor.matches('button') ? open.anchor : open.anchor.querySelector('button')) : add.current)?.focus();
          }}
        />
      )}
      {asText && <TextDialog onClose={() => setAsText(false)} />}
    </div>
  );
}
