import { ApiError, get, inLanguage, type RecordData } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { titleOf } from '@lowcodecrm/web/shell';
import { Checkbox, Dialog, Field, PlainInput, Select } from '@lowcodecrm/web/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isName, post, useDraft, useDraftMeta } from '../draft/index.ts';
import styles from './AddRule.module.css';
import { useStructures } from './structure.ts';

type Recorded = { name: string; text: string; rejected: boolean; masked: string[]; kept: string[]; leftOut: number };

const SHOWN = 50;
/** Of what can be done to a record: its last change once more. */
const LAST = '';

/** A test made of a real record: what was there, what is done to it, and what the rules then do. It is seen before it is added. */
export function RecordTestDialog({ onClose, onAdded }: { onClose: () => void; onAdded: (file: string, place: { start: number; length: number }) => void }) {
  const { t, i18n } = useTranslation('rules');
  const { store } = useDraft();
  const meta = useDraftMeta().data;
  const structures = useStructures();
  const entities = (meta?.entities ?? []).filter((one) => !one.name.startsWith('$'));
  const [chosen, setEntity] = useState<string | null>(null);
  const entity = entities.find((one) => one.name === chosen) ?? entities[0];
  const [id, setId] = useState<string | null>(null);
  const [search, setSearch] = useState('');
  const [action, setAction] = useState(LAST);
  const [name, setName] = useState('');
  const [mask, setMask] = useState(true);

  const records = useQuery({
    queryKey: ['recorded', store.app, entity?.name, search],
    enabled: entity !== undefined,
    queryFn: async ({ signal }) => {
      const asked = new URLSearchParams({ $top: String(SHOWN), $orderby: 'updated_at desc', $select: ['id', entity!.display].filter(Boolean).join(',') });
      if (search) asked.set('$search', search);
      return (await get<{ value: RecordData[] }>(`/api/${encodeURIComponent(store.app)}/${encodeURIComponent(entity!.name)}?${asked}`, signal)).value;
    },
  });
  const record = useMutation({
    mutationFn: () => post<Recorded>(store.app, 'test/record', { entity: entity!.name, id, transition: action || undefined, name: name || undefined, mask }),
  });
  const made = record.data;
  const change =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      record.reset();
    };

  const add = () => {
    if (!made) return;
    const file = structures.find((one) => /(^|\n)\s*(test|試験)\s/.test(store.text(one.path) ?? ''))?.path ?? 'rules/tests.rules';
    const before = store.text(file) ?? '';
    const text = `${before}${before === '' ? '' : before.endsWith('\n') ? '\n' : '\n\n'}${made.text}`;
    store.edit(t('record.added', { name: made.name }), [{ path: file, text }]);
    onAdded(file, { start: text.length - made.text.length, length: 0 });
    onClose();
  };
  const wrong = name !== '' && !isName(name) ? t('nameWrong') : undefined;
  const failure = record.error instanceof ApiError ? record.error.message : record.error ? t('record.failed') : undefined;
  const label = (one: (typeof entities)[number]) => inLanguage(one.label, i18n.language, meta!) || one.name;
  const options = [
    { value: LAST, label: t('record.last') },
    ...(entity?.processes ?? []).flatMap((process) => process.transitions.map((one) => ({ value: one.name, label: t('record.transition', { name: inLanguage(one.label, i18n.language, meta!) || one.name }) }))),
  ];
  return (
    <Dialog
      title={t('record.title')}
      size="large"
      onClose={onClose}
      submit={made ? { label: t('record.add'), onSubmit: add } : { label: t('record.submit'), onSubmit: () => record.mutate(), disabled: !entity || !id || wrong !== undefined, busy: record.isPending }}
    >
      <div className={styles.form}>
        <p>{t('record.about')}</p>
        <Field label={t('about')}>
          {(control) => (
            <Select
              {...control}
              options={entities.map((one) => ({ value: one.name, label: label(one), find: one.name }))}
              value={entity?.name ?? null}
              onValue={change((next) => {
                setEntity(next);
                setId(null);
                setAction(LAST);
              })}
            />
          )}
        </Field>
        <Field label={t('record.which')}>
          {(control) => (
            <Select
              {...control}
              options={(records.data ?? []).map((one) => ({ value: one.id, label: titleOf(entity!, one, i18n.language) }))}
              value={id}
              onValue={change(setId)}
              onSearch={setSearch}
              loading={records.isFetching}
            />
          )}
        </Field>
        <Field label={t('record.what')}>{(control) => <Select {...control} options={options} value={action} onValue={change((next) => setAction(next ?? LAST))} />}</Field>
        <Field label={t('record.name')} hint={t('record.nameHint')} error={wrong}>
          {(control) => <PlainInput {...control} value={name} onValue={change(setName)} />}
        </Field>
        <Checkbox checked={mask} onChecked={change(setMask)}>
          {t('record.mask')}
        </Checkbox>
        {failure && (
          <p role="alert" className={styles.failure}>
            {failure}
          </p>
        )}
        {made && (
          <section aria-label={t('record.preview')}>
            <p role="status">
              {t(made.rejected ? 'record.rejected' : 'record.passes')}
              {made.kept.length > 0 && mask && ` ${t('record.kept', { fields: made.kept.join(', ') })}`}
              {made.leftOut > 0 && ` ${t('record.leftOut', { count: made.leftOut })}`}
            </p>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
            <pre className={styles.preview} tabIndex={0}>
              {made.text}
            </pre>
          </section>
        )}
      </div>
    </Dialog>
  );
}
