import { Plus, Upload } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { fieldOf } from '../api/meta.ts';
import { useApp } from '../shell/app.ts';
import { paths } from '../shell/paths.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { describe, describeGroup } from './conditions/describe.ts';
import { complete, isGroup, kindOf, resolve } from './conditions/model.ts';
import { useWriteConditions } from './conditions/useConditions.ts';
import { useWords } from './conditions/useWords.ts';
import { inSentence } from './inSentence.ts';
import styles from './List.module.css';
import { displayOf } from './state/listQuery.ts';
import { useList } from './useList.ts';

/** More than these would hide the way back. */
const LOOKED_IN = 2;

/** Why a list is empty, and what to do about it. */
export function NothingHere() {
  const { t } = useTranslation('list');
  const { text, name: app, meta, language } = useApp();
  const { entity, view, filter, conditions, search, setFilter, setSearch, narrow } = useList();
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
  // A search is of the entity's own fields; what its records refer to is found by a condition.
  const beside = view.columns.flatMap((name) => {
    const field = search ? fieldOf(entity, name) : undefined;
    const path = field?.type === 'lookup' ? `${field.name}.${displayOf(meta, field)}` : '';
    const end = path && resolve(meta, entity, path);
    return field && end && kindOf(end.field) === 'text' ? [{ path, label: text(field.label) }] : [];
  });
  const lookIn = async (path: string) => {
    const one = { path, operator: 'contains', value: search };
    const kept = conditions?.match === 'all' ? conditions.conditions : [];
    const { text: written } = await write(complete({ match: 'all', conditions: [...kept, one] }));
    if (written !== null) narrow(kept.length > 0 || !filter ? written : `(${filter}) and ${written}`, '');
  };
  const fields = entity.search.flatMap((name) => fieldOf(entity, name) ?? []).map((field) => text(field.label));
  const all = [...(conditions?.conditions.map(say) ?? (filter ? [filter] : [])), ...(search ? [t('empty.search', { text: search })] : [])];
  return (
    <EmptyState
      title={t('empty.filtered')}
      actions={
        <>
          {beside.slice(0, LOOKED_IN).map(({ path, label }) => (
            <Button key={path} onClick={() => void lookIn(path)}>
              {t('empty.searchIn', { field: label, text: search })}
            </Button>
          ))}
          <Button kind={beside.length > 0 ? 'text' : undefined} onClick={() => void dropLast()}>
            {search ? t('empty.dropSearch') : last ? t('empty.dropLast', { condition: say(last) }) : t('clearFilters')}
          </Button>
          {all.length > 1 && (
            <Button
              kind="text"
              onClick={() => {
                narrow('', '');
              }}
            >
              {t('clearFilters')}
            </Button>
          )}
        </>
      }
    >
      {all.join(t('condition.and'))}
      {search && fields.length > 0 && <span className={styles.searched}>{t('empty.searched', { fields: fields.join(t('condition.listSeparator')) })}</span>}
    </EmptyState>
  );
}
