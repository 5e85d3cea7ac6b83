import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button, Icon, Select } from '@lowcodecrm/web/ui';
import { Plus, TriangleAlert } from 'lucide-react';
import type { Diagnostic } from '../draft/index.ts';
import type { Table } from '../rules/structure.ts';
import styles from './TableEditor.module.css';

const policies = ['first', 'unique', 'any', 'priority', 'rule order', 'collect', 'collect sum', 'collect min', 'collect max', 'collect count'];

type Props = { table: Table; problems: Diagnostic[]; onPolicy: (hit: string) => void; onRow: () => void; onOtherwise: () => void; onColumn: () => void; onProblem: (one: Diagnostic) => void };

/** Above a table's rows: how they decide, what can be added, and what is wrong with them. */
export function TableBar({ table, problems, onPolicy, onRow, onOtherwise, onColumn, onProblem }: Props) {
  const { t } = useTranslation('tables');
  return (
    <>
      <header className={styles.bar}>
        <h2 className="one-line">{table.name.text}</h2>
        <Select
          label={t('policy')}
          size="small"
          value={table.hit}
          options={[...new Set([...policies, table.hit])].map((one) => ({ value: one, label: t(`policies.${one}`, { defaultValue: one }) }))}
          onValue={(next) => next && next !== table.hit && onPolicy(next)}
        />
        <span className={styles.space} />
        <Button kind="text" size="small" icon={Plus} onClick={onRow}>
          {t('addRow')}
        </Button>
        {!table.rows.some((row) => row.otherwise) && (
          <Button kind="text" size="small" icon={Plus} onClick={onOtherwise}>
            {t('addOtherwise')}
          </Button>
        )}
        <Button kind="text" size="small" icon={Plus} onClick={onColumn}>
          {t('addColumn')}
        </Button>
      </header>
      {problems.length > 0 && (
        <ul className={styles.problems}>
          {problems.map((one, i) => (
            <li key={`${one.id} ${one.line} ${one.message}`} id={problemId(table, i)}>
              <Icon of={TriangleAlert} size={14} />
              <button type="button" onClick={() => onProblem(one)}>
                {one.message}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** By which a cell names what is wrong with its row. */
export const problemId = (table: Table, index: number) => `${table.name.text}-problem-${index}`;
