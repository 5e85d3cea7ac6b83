import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldMeta } from '../../api/meta.ts';
import { fieldOf } from '../../api/meta.ts';
import { fixedBy } from '../../api/pending.ts';
import type { ListQuery, RecordData } from '../../api/records.ts';
import { useApp } from '../../shell/app.ts';
import { announce } from '../../ui/announce.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { later } from '../../ui/later.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { isEditable } from '../cells/editable.ts';
import type { GridState } from '../grid/useGridState.ts';
import { inSentence } from '../inSentence.ts';
import { useList } from '../useList.ts';
import styles from './bulk.module.css';
import { useBulk } from './useBulk.tsx';

const ChangeDialog = later(() => import('./ChangeDialog.tsx').then((m) => m.ChangeDialog));

/** Days that deleted records can be brought back. */
const KEPT_DAYS = 30;

/** What can be done with the rows that are picked. */
export function BulkBar({ state, rows, total, params, onExport, onDone }: { state: GridState; rows: RecordData[]; total: number; params: ListQuery; onExport: (ids?: string[]) => void; onDone: () => void }) {
  const { t } = useTranslation('list');
  const { text, language } = useApp();
  const { entity } = useList();
  const [asking, setAsking] = useState<{ field: FieldMeta | null } | 'delete' | null>(null);
  const { selection } = state;
  const bulk = useBulk(entity, () => {
    state.clear();
    onDone();
  });
  const count = selection.all ? total : selection.ids.size;
  const said = count > 0 ? t('bulk.selected', { count }) : null;
  useEffect(() => {
    if (said) announce(said);
  }, [said]);
  const chosen = async () => (selection.all ? await bulk.all(params, total) : rows.filter((row) => selection.ids.has(row.id)));
  const owner = fieldOf(entity, 'owner');
  const process = entity.processes?.[0];
  const stage = process && fieldOf(entity, process.field);
  const quick = [owner, stage].filter((field): field is FieldMeta => field !== undefined);
  const others = entity.fields.filter((field) => isEditable(field) && !quick.includes(field));
  if (count === 0) return <>{bulk.panel}</>;
  const everything = !selection.all && selection.ids.size >= rows.length && total > rows.length;
  return (
    <>
      <div className={styles.place}>
        <div role="toolbar" aria-label={t('bulk.label')} className={styles.bar}>
          <strong className="numbers">{t('bulk.selected', { count })}</strong>
          {everything && (
            <Button kind="link" onClick={() => state.select({ ids: selection.ids, all: true })}>
              {t('bulk.selectAll', { count: total })}
            </Button>
          )}
          <span className={styles.line} />
          <span className={styles.actions}>
            {quick.map((field) => (
              <Button key={field.name} kind="text" size="small" onClick={() => setAsking({ field })}>
                {t('bulk.changeField', { field: inSentence(text(field.label), language) })}
              </Button>
            ))}
            <Menu label={t('bulk.change')} items={others.map((field) => ({ key: field.name, label: text(field.label), onSelect: () => setAsking({ field }) }))} align="center">
              {(trigger) => (
                <Button {...trigger} kind="text" size="small">
                  {t('bulk.change')}
                </Button>
              )}
            </Menu>
            <Button kind="text" size="small" onClick={() => onExport(selection.all ? undefined : [...selection.ids])}>
              {t('export')}
            </Button>
            <Button kind="text" size="small" className={styles.delete} onClick={() => setAsking('delete')}>
              {t('common:delete')}
            </Button>
          </span>
          <span className={styles.line} />
          <IconButton icon={X} size="small" label={t('bulk.clear')} keys="Esc" onClick={state.clear} />
        </div>
      </div>
      {asking === 'delete' && (
        <Dialog
          title={t('bulk.deleteTitle', { count, entity: inSentence(text(count === 1 ? entity.label : entity.plural), language) })}
          onClose={() => setAsking(null)}
          submit={{
            label: t('common:delete'),
            danger: true,
            onSubmit: () => {
              setAsking(null);
              void chosen().then(bulk.remove);
            },
          }}
        >
          <p>{t('bulk.deleteText', { days: KEPT_DAYS })}</p>
        </Dialog>
      )}
      {asking && asking !== 'delete' && asking.field && (
        <ChangeDialog
          field={asking.field}
          count={count}
          fixed={rows.filter((row) => (selection.all || selection.ids.has(row.id)) && fixedBy(entity, row, asking.field!.name)).length}
          onClose={() => setAsking(null)}
          onChange={(value) => {
            const field = asking.field!;
            setAsking(null);
            void chosen().then((records) => bulk.change(records, field, value));
          }}
        />
      )}
      {bulk.panel}
    </>
  );
}
