import { Plus, Upload } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useApp } from '../shell/app.ts';
import { paths } from '../shell/paths.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { describe, describeGroup } from './conditions/describe.ts';
import { complete, isGroup } from './conditions/model.ts';
import { useWriteConditions } from './conditions/useConditions.ts';
import { useWords } from './conditions/useWords.ts';
import { inSentence } from './inSentence.ts';
import { useList } from './useList.ts';

/** Why a list is empty, and what to do about it. */
export function NothingHere() {
  const { t } = useTranslation('list');
  const { text, name: app, language } = useApp();
  const { entity, filter, conditions, search, setFilter, setSearch } = useList();
  const navigate = useNavigate();
  const words = useWords(conditions, entity);
  const write = useWriteConditions(app, entity.name);
  if (!filter && !search)
    return (
      <EmptyState
        title={t('empty.title', { entities: inSentence(text(entity.plural), language) })}
        actions={
          <>
            <Button kind="primary" icon={Plus} onClick={() => void navigate(paths.create(app, entity.name))}>
              {t('create', { entity: inSentence(text(entity.label), language) })}
            </Button>
            <Button icon={Upload} onClick={() => void navigate(paths.import(app, entity.name))}>
              {t('empty.import')}
            </Button>
          </>
        }
      >
        {text(entity.description)}
      </EmptyState>
    );
  const last = conditions?.conditions.at(-1);
  const say = (one: NonNullable<typeof last>) => (isGroup(one) ? describeGroup(one, entity, words) : describe(one, entity, words));
  const dropLast = async () => {
    if (search) return setSearch('');
    if (!conditions) return setFilter('');
    const { text: rest } = await write(complete({ ...conditions, conditions: conditions.conditions.slice(0, -1) }));
    if (rest !== null) setFilter(rest);
  };
  const all = [...(conditions?.conditions.map(say) ?? (filter ? [filter] : [])), ...(search ? [t('empty.search', { text: search })] : [])];
  return (
    <EmptyState
      title={t('empty.filtered')}
      actions={
        <>
          <Button onClick={() => void dropLast()}>{search ? t('empty.dropSearch') : last ? t('empty.dropLast', { condition: say(last) }) : t('clearFilters')}</Button>
          {all.length > 1 && (
            <Button
              kind="text"
              onClick={() => {
                setSearch('');
                setFilter('');
              }}
            >
              {t('clearFilters')}
            </Button>
          )}
        </>
      }
    >
      {all.join(t('condition.and'))}
    </EmptyState>
  );
}
