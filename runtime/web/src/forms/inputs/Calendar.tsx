import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../ui/Button.tsx';
import { place } from '../../ui/float.ts';
import { composing } from '../../ui/keys.ts';
import { addDays } from '../values/times.ts';
import styles from './inputs.module.css';

const weekday = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay();
const addMonths = (date: string, by: number) => {
  const [y, m, d] = date.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(y, m - 1 + by + 1, 0)).getUTCDate();
  return new Date(Date.UTC(y, m - 1 + by, Math.min(d, last))).toISOString().slice(0, 10);
};

/** A month of days: arrows walk by day and week, PageUp and PageDown by month. */
export function Calendar({
  anchor,
  value,
  today,
  clearable,
  onChosen,
  onClose,
}: {
  anchor: HTMLElement;
  value: string | null;
  today: string;
  clearable?: boolean;
  onChosen: (date: string | null) => void;
  onClose: () => void;
}) {
  const { t, i18n } = useTranslation('form');
  const [at, setAt] = useState(value ?? today);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const floating = box.current!;
    floating.showPopover();
    place(floating, anchor);
  }, [anchor]);
  useEffect(() => {
    box.current?.querySelector<HTMLElement>(`[data-date="${at}"]`)?.focus();
  }, [at]);
  useEffect(() => {
    const press = (e: PointerEvent) => !box.current?.contains(e.target as Node) && !anchor.contains(e.target as Node) && onClose();
    window.addEventListener('pointerdown', press, true);
    return () => window.removeEventListener('pointerdown', press, true);
  }, [anchor, onClose]);

  const first = `${at.slice(0, 7)}-01`;
  const start = addDays(first, -weekday(first));
  const weeks = Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (_, day) => addDays(start, week * 7 + day)));
  const names = new Intl.DateTimeFormat(i18n.language, { weekday: 'narrow', timeZone: 'UTC' });
  const title = new Intl.DateTimeFormat(i18n.language, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(`${first}T00:00:00Z`));
  const long = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'full', timeZone: 'UTC' });

  const onKeyDown = (e: KeyboardEvent) => {
    if (composing(e)) return;
    const to = {
      ArrowLeft: addDays(at, -1),
      ArrowRight: addDays(at, 1),
      ArrowUp: addDays(at, -7),
      ArrowDown: addDays(at, 7),
      PageUp: addMonths(at, -1),
      PageDown: addMonths(at, 1),
      Home: addDays(at, -weekday(at)),
      End: addDays(at, 6 - weekday(at)),
    }[e.key];
    if (to && (e.target as HTMLElement).dataset.date) {
      e.preventDefault();
      e.stopPropagation();
      setAt(to);
    } else if (e.key === 'Escape' || e.key === 'Tab') {
      if (e.key === 'Tab' && !(e.target as HTMLElement).dataset.date) return;
      e.preventDefault();
      e.stopPropagation();
      onClose();
    }
  };
  return (
    <div ref={box} popover="manual" role="dialog" aria-label={t('calendar')} className={styles.calendar} onKeyDown={onKeyDown}>
      <header>
        <IconButton icon={ChevronLeft} size="small" label={t('previousMonth')} onClick={() => setAt(addMonths(at, -1))} />
        <span aria-live="polite">{title}</span>
        <IconButton icon={ChevronRight} size="small" label={t('nextMonth')} onClick={() => setAt(addMonths(at, 1))} />
      </header>
      <table>
        <thead>
          <tr>
            {weeks[0]!.map((day) => (
              <th key={day} scope="col">
                {names.format(new Date(`${day}T00:00:00Z`))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day}>
                  <button
                    type="button"
                    className={styles.day}
                    data-date={day}
                    data-other={day.slice(0, 7) === at.slice(0, 7) ? undefined : true}
                    data-today={day === today || undefined}
                    aria-pressed={day === value}
                    aria-label={long.format(new Date(`${day}T00:00:00Z`))}
                    tabIndex={day === at ? 0 : -1}
                    onClick={() => onChosen(day)}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.foot}>
        <Button kind="link" onClick={() => onChosen(today)}>
          {t('today')}
        </Button>
        {clearable && value && (
          <Button kind="link" onClick={() => onChosen(null)}>
            {t('common:clear')}
          </Button>
        )}
      </div>
    </div>
  );
}
