import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { entityOf } from '../../api/meta.ts';
import { type RecordData, useRecords } from '../../api/records.ts';
import { useApp } from '../../shell/app.ts';
import { titleOf } from '../../shell/titles.ts';
import { Select } from '../../ui/Select.tsx';

const SHOWN = 30;

/** Records of an entity to choose from, found by the server as one types. `titles` are of those chosen already. */
export function RecordSelect({
  target,
  value,
  onValue,
  titles,
  label,
  autoFocus,
  invalid,
}: {
  target: string;
  value: string[];
  onValue: (ids: string[], records: RecordData[]) => void;
  titles: ReadonlyMap<string, string>;
  label: string;
  autoFocus?: boolean;
  invalid?: boolean;
}) {
  const { t } = useTranslation('list');
  const { name: app, meta, language } = useApp();
  const [typed, setTyped] = useState('');
  const entity = entityOf(meta, target);
  const display = entity?.display ?? 'name';
  const found = useRecords(app, target, { $top: SHOWN, $select: `id,${display}`, $orderby: display, $search: typed || undefined }, Boolean(entity));
  const records = found.data?.value ?? [];
  const options = useMemo(() => {
    const list = records.map((record) => ({ value: record.id, label: entity ? titleOf(entity, record, language) : record.id }));
    const missing = value.filter((id) => !list.some((option) => option.value === id)).map((id) => ({ value: id, label: titles.get(id) ?? '…' }));
    return [...missing, ...list];
  }, [records, entity, language, value, titles]);
  return (
    <Select
      multiple
      label={label}
      options={options}
      value={value}
      onValue={(ids) =>
        onValue(
          ids,
          records.filter((record) => ids.includes(record.id)),
        )
      }
      onSearch={setTyped}
      loading={found.isFetching}
      autoFocus={autoFocus}
      invalid={invalid}
      empty={t('nothingFound')}
    />
  );
}
