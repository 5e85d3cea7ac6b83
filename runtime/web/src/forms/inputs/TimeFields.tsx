import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldMeta } from '../../api/meta.ts';
import input from '../../ui/Input.module.css';
import { instantOf, localOf, readDuration, readTime, showDuration } from '../values/times.ts';
import { DateField } from './DateField.tsx';
import styles from './inputs.module.css';
import { controlProps, type InputProps } from './types.ts';
import { useTyped } from './useTyped.ts';

const clock = (value: unknown) => (typeof value === 'string' ? value.slice(0, 5) : '');

export function TimeField(props: InputProps) {
  const typed = useTyped<HTMLInputElement>(props, readTime, clock);
  return <input {...controlProps(props)} {...typed} type="text" placeholder="09:00" autoComplete="off" className={`${input.input} ${styles.number}`} />;
}

export function DurationField(props: InputProps) {
  const { t, i18n } = useTranslation('form');
  const show = useCallback((value: unknown) => showDuration(value, i18n.language), [i18n.language]);
  const typed = useTyped<HTMLInputElement>(props, readDuration, show);
  return <input {...controlProps(props)} {...typed} type="text" placeholder={t('durationExample')} autoComplete="off" className={`${input.input} ${styles.number}`} />;
}

const day: FieldMeta = { id: '', name: '', property: '', type: 'date', label: {}, origin: 'entered', required: false, readonly: false };

/** A moment in the reader's zone: a day, and a time beside it. */
export function DateTimeField(props: InputProps) {
  const { value, onValue, meta } = props;
  const { t } = useTranslation('form');
  const zone = meta.user?.timeZone ?? meta.timeZone;
  const local = typeof value === 'string' ? localOf(value, zone) : null;
  const [half, setHalf] = useState<{ date: string | null; time: string | null }>({ date: null, time: null });
  const [date, time] = local ? [local.date, local.time] : [half.date, half.time];
  const take = (nextDate: string | null, nextTime: string | null, problem?: Parameters<typeof onValue>[1]) => {
    setHalf({ date: nextDate, time: nextTime });
    if (problem) onValue(null, problem);
    else if (nextDate) onValue(instantOf(nextDate, nextTime ?? '09:00', zone));
    else onValue(null, nextTime ? { key: 'dateMissing' } : undefined);
  };
  return (
    <div className={styles.row}>
      <DateField {...props} typed={undefined} field={day} value={date} onValue={(next, problem) => take(next as string | null, time, problem)} />
      <TimeField
        {...props}
        typed={undefined}
        id={props.id && `${props.id}-time`}
        label={t('timeOf', { field: props.label ?? '' })}
        autoFocus={false}
        field={{ ...day, type: 'time' }}
        value={time}
        onValue={(next, problem) => take(date, next as string | null, problem)}
      />
    </div>
  );
}
