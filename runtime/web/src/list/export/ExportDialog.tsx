import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get, query } from '../../api/http.ts';
import type { EntityMeta, FieldMeta } from '../../api/meta.ts';
import { useApp } from '../../shell/app.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Checkbox } from '../../ui/Input.tsx';
import { inSentence } from '../inSentence.ts';
import { canBeColumn } from '../state/columns.ts';
import styles from './export.module.css';

export const FORMATS = ['xlsx', 'csv', 'ndjson'] as const;
export type Format = (typeof FORMATS)[number];
/** `total`: records there will be; null: not known yet. */
export type ExportOrder = { fields: FieldMeta[]; format: Format; total: number | null };
type Which = 'shown' | 'all' | 'some';

/** Which records, which of their fields, as what kind of file. */
export function ExportDialog(props: { entity: EntityMeta; shown: FieldMeta[]; filter: string; search: string; ids?: string[]; onExport: (order: ExportOrder) => void; onClose: () => void }) {
  const { entity, shown, filter, search, ids, onExport, onClose } = props;
  const { t } = useTranslation('list');
  const { name: app, text, language } = useApp();
  const [which, setWhich] = useState<Which>('shown');
  const [some, setSome] = useState(() => new Set(shown.map((field) => field.name)));
  const [format, setFormat] = useState<Format>('xlsx');
  const address = `/api/${encodeURIComponent(app)}/${encodeURIComponent(entity.name)}/$count${query({ filter: filter || undefined, $search: search || undefined })}`;
  const counted = useQuery({ queryKey: ['export', address], queryFn: async ({ signal }) => Number(await get(address, signal)), enabled: !ids });
  const total = ids?.length ?? counted.data ?? null;
  // Who wrote it and when comes last; the id first, for the file may come back.
  const last = (field: FieldMeta) => Number(field.origin === 'system' && field.name !== 'id');
  const all = entity.fields.filter((field) => canBeColumn(field) || field.name === 'id').sort((a, b) => last(a) - last(b));
  const fields = which === 'shown' ? shown : which === 'all' ? all : all.filter((field) => some.has(field.name));
  const choices: [Which, string][] = [
    ['shown', t('exports.shown', { count: shown.length })],
    ['all', t('exports.all', { count: all.length })],
    ['some', t('exports.some')],
  ];
  return (
    <Dialog
      title={t('exports.title', { entities: inSentence(text(entity.plural), language) })}
      onClose={onClose}
      submit={{ label: t('export'), onSubmit: () => onExport({ fields, format, total }), disabled: fields.length === 0 }}
    >
      <p className={styles.what}>{total === null ? '\u00a0' : t(ids ? 'exports.selected' : filter || search ? 'exports.filtered' : 'exports.everything', { count: total })}</p>
      <fieldset className={styles.choices}>
        <legend>{t('exports.columns')}</legend>
        {choices.map(([key, label]) => (
          <label key={key}>
            <input type="radio" name="export-columns" checked={which === key} onChange={() => setWhich(key)} />
            {label}
          </label>
        ))}
        {which === 'some' && (
          <ul className={styles.fields}>
            {all.map((field) => (
              <li key={field.name}>
                <Checkbox checked={some.has(field.name)} onChecked={(on) => setSome(new Set(on ? [...some, field.name] : [...some].filter((name) => name !== field.name)))}>
                  {text(field.label)}
                </Checkbox>
              </li>
            ))}
          </ul>
        )}
      </fieldset>
      <fieldset className={styles.choices}>
        <legend>{t('exports.format')}</legend>
        {FORMATS.map((key) => (
          <label key={key}>
            <input type="radio" name="export-format" checked={format === key} onChange={() => setFormat(key)} />
            {t(`exports.${key}`)}
          </label>
        ))}
      </fieldset>
    </Dialog>
  );
}
