import { ArrowRightLeft } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { useLongPress } from '../ui/useLongPress.ts';
import type { BoardColumn } from './columns.ts';
import styles from './kanban.module.css';

const SWIPE = 64;

/** One column at a time: chosen from a list, or by a swipe. A long press on a card is its menu. */
export function PhoneColumns({ columns, onMove, children }: { columns: BoardColumn[]; onMove: (id: string) => void; children: (column: BoardColumn) => ReactNode }) {
  const { t } = useTranslation('kanban');
  const [chosen, setChosen] = useState(0);
  const at = Math.min(chosen, columns.length - 1);
  const from = useRef<{ x: number; y: number } | null>(null);
  const [held, setHeld] = useState<string | null>(null);
  const press = useLongPress('[data-card]', (card) => onMove(card.dataset.card!));
  const column = columns[at];
  if (!column) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a swipe and a long press are the short ways; the list and the button above do the same
    <div
      className={styles.phone}
      onTouchStart={(e) => {
        from.current = { x: e.touches[0]!.clientX, y: e.touches[0]!.clientY };
      }}
      onTouchEnd={(e) => {
        const start = from.current;
        from.current = null;
        const end = e.changedTouches[0];
        if (!start || !end) return;
        const x = end.clientX - start.x;
        if (Math.abs(x) > SWIPE && Math.abs(end.clientY - start.y) < SWIPE) setChosen(Math.max(0, Math.min(columns.length - 1, at + (x < 0 ? 1 : -1))));
      }}
      {...press}
      onFocus={(e) => setHeld((e.target as HTMLElement).closest<HTMLElement>('[data-card]')?.dataset.card ?? null)}
    >
      <div className={styles.phoneHead}>
        <select aria-label={t('column')} value={at} onChange={(e) => setChosen(Number(e.target.value))}>
          {columns.map((one, i) => (
            <option key={one.value ?? ''} value={i}>
              {one.label} ({one.count})
            </option>
          ))}
        </select>
        <span className={styles.sum} title={column.fullSum}>
          {column.sum}
        </span>
        {held && (
          <Button kind="text" size="small" icon={ArrowRightLeft} onClick={() => onMove(held)}>
            {t('moveTo')}
          </Button>
        )}
      </div>
      {children(column)}
    </div>
  );
}
