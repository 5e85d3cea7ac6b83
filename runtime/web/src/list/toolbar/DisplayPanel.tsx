import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../../shell/app.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { fold } from '../../ui/fold.ts';
import { Checkbox, SearchInput } from '../../ui/Input.tsx';
import { composing } from '../../ui/keys.ts';
import { Floating } from '../conditions/Floating.tsx';
import styles from '../List.module.css';
import { canBeColumn, moved, useColumns } from '../state/columns.ts';
import { useList } from '../useList.ts';
import { usePhone } from '../useMedia.ts';

/** Which columns are shown, and in which order. */
export function DisplayPanel({ anchor, onClose }: { anchor: HTMLElement; onClose: () => void }) {
  const { t } = useTranslation('list');
  const { text } = useApp();
  const { entity, view } = useList();
  const { columns, setOrder, reset, changed } = useColumns(entity, view);
  const [typed, setTyped] = useState('');
  const phone = usePhone();
  const names = columns.map((column) => column.name);
  const shown = columns.filter((column) => fold(column.label).includes(fold(typed)));
  const others = entity.fields.filter((field) => canBeColumn(field) && !names.includes(field.name) && fold(`${text(field.label)} ${text(field.reading)} ${field.name}`).includes(fold(typed)));
  return (
    <Floating anchor={anchor} align="end" label={t('display')} onClose={onClose}>
      <SearchInput label={t('findColumn')} value={typed} onSearch={setTyped} />
      <ul className={styles.columnList}>
        {shown.map((column) => (
          <li
            key={column.name}
            onKeyDown={(e) => {
              if (composing(e) || !e.altKey || (e.key !== 'ArrowUp' && e.key !== 'ArrowDown')) return;
              e.preventDefault();
              setOrder(moved(columns, column.name, e.key === 'ArrowUp' ? -1 : 1));
            }}
          >
            <Checkbox checked disabled={column.isTitle} onChecked={() => setOrder(names.filter((name) => name !== column.name))}>
              {column.label}
            </Checkbox>
            {!column.isTitle && (
              <span className={styles.moves}>
                <IconButton icon={ArrowUp} size="small" label={t('moveUp', { column: column.label })} onClick={() => setOrder(moved(columns, column.name, -1))} />
                <IconButton icon={ArrowDown} size="small" label={t('moveDown', { column: column.label })} onClick={() => setOrder(moved(columns, column.name, 1))} />
              </span>
            )}
          </li>
        ))}
        {others.map((field) => (
          <li key={field.name}>
            <Checkbox checked={false} onChecked={() => setOrder([...names, field.name])}>
              {text(field.label)}
            </Checkbox>
          </li>
        ))}
      </ul>
      {phone && <p className={styles.hint}>{t('phoneColumns')}</p>}
      {changed && (
        <Button kind="text" size="small" onClick={reset}>
          {t('resetColumns')}
        </Button>
      )}
    </Floating>
  );
}
