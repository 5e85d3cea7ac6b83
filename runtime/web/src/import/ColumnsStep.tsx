import { ArrowRight, TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityMeta } from '../api/meta.ts';
import { useApp } from '../shell/app.ts';
import { Icon } from '../ui/Icon.tsx';
import { Select, type SelectOption } from '../ui/Select.tsx';
import styles from './import.module.css';
import { KeyChoice } from './KeyChoice.tsx';
import type { PreviewColumn } from './requests.ts';
import { type ImportSession, type ImportState, isUsable } from './session.ts';
import { missing, type Target, targetsOf } from './targets.ts';

const LEFT_OUT = '';

/** Which column goes where, and which records are meant. */
export function ColumnsStep({ entity, state, session }: { entity: EntityMeta; state: ImportState; session: ImportSession }) {
  const { t } = useTranslation(['import', 'form']);
  const { text } = useApp();
  const { preview, targets, file } = state;
  const all = useMemo(
    () =>
      targetsOf(
        entity,
        (field) => text(field.label),
        (part) => t(part === 'family' || part === 'given' || part.endsWith('Reading') ? `form:name.${part}` : `form:address.${part}`),
      ),
    [entity, text, t],
  );
  const gaps = preview ? missing(entity, targets) : [];
  const about = preview
    ? [file!.name, t('rows', { count: preview.rows }), preview.format === 'xlsx' ? t('firstSheet') : preview.encoding, preview.delimiter === '\t' ? t('tabs') : null].filter(Boolean).join(' · ')
    : file!.name;
  return (
    <>
      <h2 tabIndex={-1} className={styles.heading}>
        {t(preview ? 'columns.title' : 'columns.lines')}
      </h2>
      <p className={styles.quiet}>{about}</p>
      {preview ? (
        <ul className={styles.columns}>
          {preview.columns
            .filter((column) => isUsable(column.header))
            .map((column) => (
              <ColumnRow key={column.index} column={column} target={targets[column.index] ?? null} all={all} taken={targets} onTarget={(target) => session.map(column.index, target)} />
            ))}
        </ul>
      ) : (
        <p className={styles.text}>{t('columns.linesText')}</p>
      )}
      {gaps.length > 0 && (
        <p className={styles.warning}>
          <Icon of={TriangleAlert} />
          {t('columns.missing', { fields: gaps.map((field) => text(field.label)).join(t('separator')) })}
        </p>
      )}
      <KeyChoice entity={entity} state={state} onKey={(key) => session.setKey(key)} />
    </>
  );
}

function ColumnRow({ column, target, all, taken, onTarget }: { column: PreviewColumn; target: string | null; all: Target[]; taken: (string | null)[]; onTarget: (target: string | null) => void }) {
  const { t } = useTranslation('import');
  const options = useMemo<SelectOption[]>(
    () => [
      { value: LEFT_OUT, label: t('columns.leaveOut'), text: t('columns.leaveOut') },
      ...all.map((one) => ({ value: one.value, label: one.label, text: one.label, find: one.find, disabled: one.value !== target && taken.includes(one.value) })),
    ],
    [all, taken, target, t],
  );
  const name = column.header || t('columns.nameless', { number: column.index + 1 });
  const samples = column.samples.slice(0, 3).join(' · ');
  return (
    <li className={styles.column} data-out={target === null || undefined}>
      <span className={styles.source}>
        <span className="one-line">
          {name}
          {column.guess === 'data' && target === column.field && <span className={styles.guess}>{t('columns.guessed')}</span>}
        </span>
        <span className={`${styles.samples} one-line`} title={samples}>
          {samples || t('columns.blank')}
        </span>
      </span>
      <Icon of={ArrowRight} className={styles.arrow} />
      <Select label={t('columns.target', { column: name })} options={options} value={target ?? LEFT_OUT} onValue={(value) => onTarget(value || null)} searchable />
    </li>
  );
}
