import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get, query } from '../../api/http.ts';
import { type EntityMeta, fieldOf, inLanguage, type Meta } from '../../api/meta.ts';
import { listRecords, type Page, type RecordData, recordKeys } from '../../api/records.ts';
import { formatReading, type PersonName } from '../../i18n/formats.ts';
import { paths } from '../../shell/paths.ts';
import { titleOf } from '../../shell/titles.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { CreateDialog } from '../edit/CreateDialogLazy.tsx';
import { Combobox, type Item } from './Combobox.tsx';
import styles from './inputs.module.css';
import { controlOf, type InputProps } from './types.ts';

const SHOWN = 20;

/** A record of another entity, or several: found on the server while one types. */
export function LookupField(props: InputProps) {
  const { field, meta, value, onValue, record } = props;
  const { t, i18n } = useTranslation('form');
  const [asked, setAsked] = useState<string | null>(null);
  const [creating, setCreating] = useState<string | null>(null);
  const [unmatched, setUnmatched] = useState<{ key: string; found: string } | null>(props.typed === undefined ? null : { key: 'notFound', found: props.typed });
  const target = meta.entities.find((one) => one.name === field.target);
  const multiple = field.type === 'manyToMany';
  const ids = (Array.isArray(value) ? value : value ? [value] : []) as string[];
  const known = useKnown(meta, target, ids, multiple ? undefined : (record?.[field.name] as RecordData | undefined));
  const found = useQuery({
    queryKey: recordKeys.list(meta.name, target?.name ?? '', { $search: asked ?? '', $top: SHOWN }),
    queryFn: ({ signal }) =>
      target!.name === '$user' ? findUsers(meta.name, asked ?? '', signal) : listRecords(meta.name, target!.name, { ...(asked ? { $search: asked } : { $orderby: 'updated_at desc' }), $top: SHOWN }, signal),
    enabled: asked !== null && target !== undefined,
    placeholderData: keepPreviousData,
  });
  if (!target) return null;
  const itemOf = (one: RecordData): Item => ({
    value: one.id,
    text: titleOf(target, one, i18n.language),
    detail: detailOf(target, one),
    lead: <Avatar name={titleOf(target, one, i18n.language)} square={!isPerson(target)} />,
  });
  const all = found.data?.value ?? [];
  const chosen = ids.map((id) => {
    const one = known.get(id);
    return one ? itemOf(one) : { value: id, text: '…' };
  });
  const name = inLanguage(target.label, i18n.language, meta);
  const take = (one: RecordData) => {
    setUnmatched(null);
    onValue(multiple ? [...ids, one.id] : one.id, undefined, multiple ? undefined : one);
  };
  const mayCreate = !target.system && !props.compact;
  return (
    <>
      <Combobox
        {...controlOf(props)}
        chosen={chosen}
        multiple={multiple}
        clearable={!props.required}
        placeholder={t('search', { entity: name })}
        found={{ items: all.map(itemOf), isLoading: found.isFetching, isFailed: found.isError }}
        onSearch={setAsked}
        onChosen={(items) => {
          setUnmatched(null);
          if (multiple) onValue(items.map((item) => item.value));
          else onValue(items[0]?.value ?? null, undefined, all.find((one) => one.id === items[0]?.value) ?? null);
        }}
        unmatched={props.typed}
        onUnmatched={(text, isFound) => {
          const key = isFound ? 'notChosen' : 'notFound';
          setUnmatched({ key, found: text });
          onValue(multiple ? ids : null, { key, args: { entity: name, found: text }, typed: text }, multiple ? undefined : null);
        }}
        onCreate={mayCreate ? setCreating : undefined}
        createLabel={(text) => (text ? t('createNamed', { entity: name, name: text }) : t('createOne', { entity: name }))}
        end={
          !multiple && ids[0] && !target.system && !props.compact ? (
            <a className={styles.icon} href={paths.record(meta.name, target.name, ids[0])} target="_blank" rel="noreferrer" tabIndex={-1} aria-label={t('open', { entity: name })}>
              <Icon of={ExternalLink} size={14} />
            </a>
          ) : undefined
        }
      />
      {unmatched && !props.invalid && <p className={styles.unmatched}>{t(`problem.${unmatched.key}`, { entity: name, found: unmatched.found })}</p>}
      {unmatched && mayCreate && (
        <Button kind="link" size="small" className={styles.makeIt} onClick={() => setCreating(unmatched.found)}>
          {t('createNamed', { entity: name, name: unmatched.found })}
        </Button>
      )}
      {creating !== null && (
        <CreateDialog
          meta={meta}
          entity={target}
          typed={creating}
          onClose={() => setCreating(null)}
          onCreated={(one) => {
            setCreating(null);
            take(one);
          }}
        />
      )}
    </>
  );
}

/** People are found by name and reading, those who may own something. */
async function findUsers(app: string, search: string, signal: AbortSignal): Promise<Page> {
  const { value } = await get<{ value: { id: string; displayName: string; reading: string | null; active: boolean }[] }>(`/api/${encodeURIComponent(app)}/users${query({ search, top: SHOWN })}`, signal);
  return { value: value.filter((user) => user.active).map((user) => ({ id: user.id, name: user.displayName, reading: user.reading })) };
}

/** Records by id: those that came along, and the rest as asked for. */
function useKnown(meta: Meta, target: EntityMeta | undefined, ids: string[], given: RecordData | null | undefined): Map<string, RecordData> {
  const unknown = target ? ids.filter((id) => given?.id !== id) : [];
  const results = useQueries({
    queries: unknown.map((id) => ({
      queryKey: recordKeys.one(meta.name, target!.name, id),
      queryFn: ({ signal }: { signal: AbortSignal }) => get<RecordData>(`/api/${encodeURIComponent(meta.name)}/${encodeURIComponent(target!.name)}/${id}`, signal),
    })),
  });
  const known = new Map<string, RecordData>();
  if (given && ids.includes(given.id)) known.set(given.id, given);
  unknown.forEach((id, i) => {
    const one = results[i]?.data;
    if (one) known.set(id, one);
  });
  return known;
}

const isPerson = (entity: EntityMeta) => entity.name === '$user' || fieldOf(entity, entity.display)?.type === 'personName' || entity.fields.some((field) => field.type === 'personName');

/** What tells one from others of the same name: its reading, its code, whose it is. */
function detailOf(entity: EntityMeta, record: RecordData): string | undefined {
  const name = entity.fields.find((field) => field.type === 'personName');
  const reading = name && formatReading(record[name.property] as PersonName);
  const kana = entity.fields.find((field) => field.name === `${entity.display}_reading`);
  const key = entity.keys.find((one) => one.length === 1 && one[0] !== entity.display)?.[0];
  const parts = [key && record[key], reading || record.reading, kana && record[kana.property], !key && !reading && record.email].filter((part): part is string => typeof part === 'string' && part !== '');
  return parts.length > 0 ? parts.join(' · ') : undefined;
}
