import { useTranslation } from 'react-i18next';
import { Floating } from '../list/conditions/Floating.tsx';
import { composing } from '../ui/keys.ts';
import type { BoardColumn } from './columns.ts';
import styles from './kanban.module.css';

/** `M`: where the card goes, by keyboard. Columns that refuse say why. */
export function MoveMenu({
  anchor,
  columns,
  from,
  refusal,
  onMove,
  onClose,
}: {
  anchor: HTMLElement;
  columns: BoardColumn[];
  from: string | null;
  refusal: (to: string | null) => string | undefined;
  onMove: (to: string | null) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('kanban');
  const walk = (e: React.KeyboardEvent<HTMLElement>) => {
    if (composing(e)) return;
    const by = e.key === 'ArrowDown' ? 1 : e.key === 'ArrowUp' ? -1 : 0;
    if (by === 0) return;
    e.preventDefault();
    const all = [...e.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled)')];
    all[(all.indexOf(document.activeElement as HTMLElement) + by + all.length) % all.length]?.focus();
  };
  return (
    <Floating anchor={anchor} label={t('moveTo')} onClose={onClose}>
      <div role="group" aria-label={t('moveTo')} className={styles.moves} onKeyDown={walk}>
        <p className={styles.movesHead}>{t('moveTo')}</p>
        {columns
          .filter((column) => column.value !== from)
          .map((column) => {
            const why = refusal(column.value);
            return (
              <button key={column.value ?? ''} type="button" disabled={why !== undefined} onClick={() => onMove(column.value)}>
                <span>{column.label}</span>
                {why && <small>{why}</small>}
              </button>
            );
          })}
      </div>
    </Floating>
  );
}
