import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { fieldOf } from '../../api/meta.ts';
import { type RecordData, useRecords } from '../../api/records.ts';
import { formatDate, formatDateTime, today } from '../../i18n/formats.ts';
import { useApp } from '../../shell/app.ts';
import { paths } from '../../shell/paths.ts';
import { titleOf } from '../../shell/titles.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { useLate } from '../cells/useLate.ts';
import { useExport } from '../export/useExport.tsx';
import { useColumns } from '../state/columns.ts';
import { shownOf } from '../state/listQuery.ts';
import { Toolbar } from '../toolbar/Toolbar.tsx';
import { useList } from '../useList.ts';
import styles from './calendar.module.css';
import { monthAfter, weeksOf } from './month.ts';

const AT_MOST = 1000;
const ON_A_DAY = 4;

/** A view of the kind calendar: a month of records by their date. */
export default function MonthCalendar() {
  const { t } = useTranslation('list');
  const { name: app, meta, language, timeZone } = useApp();
  const { entity, view, filter, search } = useList();
  const field = fieldOf(entity, view.start!)!;
  const now = today(timeZone);
  const [month, setMonth] = useState(now.slice(0, 7));
  const [open, setOpen] = useState<string | null>(null);
  const weeks = useMemo(() => weeksOf(month), [month]);
  const first = weeks[0]![0]!;
  const last = weeks.at(-1)![6]!;
  const late = useLate(entity);
  const isDay = field.type === 'date';
  const shown = shownOf(meta, entity, [...view.columns, field.name, ...late.needs]);
  const found = useRecords(app, entity.name, {
    ...shown,
    filter: filter || undefined,
    $search: search || undefined,
    // Instants may belong to a neighbouring day in the reader's zone.
    $filter: isDay ? `${field.property} ge ${first} and ${field.property} le ${last}` : `${field.property} ge ${first}T00:00:00+14:00 and ${field.property} le ${last}T23:59:59-12:00`,
    $orderby: field.property,
    $top: AT_MOST,
    $count: true,
  });
  const byDay = useMemo(() => {
    const days = new Map<string, RecordData[]>();
    for (const record of found.data?.value ?? []) {
      const value = String(record[field.property]);
      const day = isDay ? value : today(timeZone, new Date(value));
      const list = days.get(day) ?? [];
      list.push(record);
      days.set(day, list);
    }
    return days;
  }, [found.data, field, isDay, timeZone]);
  const exporting = useExport({ entity, columns: useColumns(entity, view).columns, filter, search, sort: [field.name] });
  const title = new Intl.DateTimeFormat(language.startsWith('ja') ? 'ja-JP' : 'en-GB', { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(Date.parse(`${month}-01T00:00:00Z`));
  const weekday = (day: string) => new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(Date.parse(`${day}T00:00:00Z`));
  const cut = (found.data?.['@odata.count'] ?? 0) > (found.data?.value.length ?? 0);
  return (
    <>
      <Toolbar onExport={() => exporting.run()} />
      <div className={styles.head}>
        <h2 aria-live="polite">{title}</h2>
        <IconButton icon={ChevronLeft} size="small" label={t('calendar.previous')} onClick={() => setMonth(monthAfter(month, -1))} />
        <IconButton icon={ChevronRight} size="small" label={t('calendar.next')} onClick={() => setMonth(monthAfter(month, 1))} />
        <Button size="small" disabled={month === now.slice(0, 7)} onClick={() => setMonth(now.slice(0, 7))}>
          {t('calendar.today')}
        </Button>
        {found.data?.value.every((record) => !String(record[field.property]).startsWith(month)) && <span className={styles.cut}>{t('calendar.none')}</span>}
        {cut && <span className={styles.cut}>{t('calendar.cut', { count: found.data?.value.length })}</span>}
      </div>
      <div className={styles.month}>
        <div className={styles.week} aria-hidden>
          {weeks[0]!.map((day) => (
            <span key={day} className={styles.weekday}>
              {weekday(day)}
            </span>
          ))}
        </div>
        <ol className={styles.days}>
          {weeks.flat().map((day) => {
            const records = byDay.get(day) ?? [];
            const seen = open === day ? records : records.slice(0, ON_A_DAY);
            return (
              <li
                key={day}
                className={[styles.day, day.slice(0, 7) !== month && styles.other, day === now && styles.today, records.length === 0 && styles.empty].filter(Boolean).join(' ')}
                aria-label={t('calendar.day', { date: formatDate(day, language), count: records.length })}
              >
                <span aria-hidden className={styles.number}>
                  {Number(day.slice(8))}
                  <span className={styles.phoneDay}> {weekday(day)}</span>
                </span>
                {seen.map((record) => (
                  <Link
                    key={record.id}
                    className={late.of(record).has(field.name) ? `${styles.entry} ${styles.late}` : styles.entry}
                    to={paths.record(app, entity.name, record.id)}
                    title={titleOf(entity, record, language)}
                  >
                    {!isDay && <span className="numbers">{formatDateTime(String(record[field.property]), language, timeZone).slice(-5)} </span>}
                    {titleOf(entity, record, language)}
                  </Link>
                ))}
                {records.length > seen.length && (
                  <button type="button" className={styles.more} onClick={() => setOpen(day)}>
                    {t('calendar.more', { count: records.length - seen.length })}
                  </button>
                )}
              </li>
            );
          })}
        </ol>
      </div>
      {exporting.panel}
    </>
  );
}
