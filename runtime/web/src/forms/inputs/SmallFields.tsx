import { Star } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon.tsx';
import input from '../../ui/Input.module.css';
import { composing } from '../../ui/keys.ts';
import { type Read, refused, took } from '../values/problem.ts';
import styles from './inputs.module.css';
import { controlProps, type InputProps } from './types.ts';
import { useTyped } from './useTyped.ts';

export function BooleanField(props: InputProps) {
  const { value, onValue } = props;
  const { t } = useTranslation();
  const { 'aria-required': _, ...control } = controlProps(props);
  return (
    <label className={styles.check}>
      <input {...control} type="checkbox" className={input.check} checked={value === true} onChange={(e) => onValue(e.target.checked)} onBlur={props.onBlur} />
      <span>{value ? t('common:yes') : t('common:no')}</span>
    </label>
  );
}

/** Stars: arrows and digits set them, Delete takes them away. */
export function RatingField(props: InputProps) {
  const { value, onValue, field, disabled } = props;
  const { t } = useTranslation('form');
  const most = Math.min(field.max ?? 5, 10);
  const now = Number(value ?? 0);
  const set = (next: number) => onValue(next <= 0 ? null : String(Math.min(most, next)));
  return (
    <div
      id={props.id}
      role="slider"
      tabIndex={disabled ? -1 : 0}
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={most}
      aria-valuenow={now}
      aria-valuetext={t('stars', { count: now, most })}
      aria-describedby={props['aria-describedby']}
      aria-disabled={disabled || undefined}
      className={styles.stars}
      onBlur={props.onBlur}
      onKeyDown={(e) => {
        if (composing(e) || disabled) return;
        const next =
          e.key === 'ArrowRight' || e.key === 'ArrowUp'
            ? now + 1
            : e.key === 'ArrowLeft' || e.key === 'ArrowDown'
              ? now - 1
              : e.key === 'Home' || e.key === 'Delete' || e.key === 'Backspace'
                ? 0
                : e.key === 'End'
                  ? most
                  : /^\d$/.test(e.key)
                    ? Number(e.key)
                    : null;
        if (next === null || e.metaKey || e.ctrlKey || e.altKey) return;
        e.preventDefault();
        set(next);
      }}
    >
      {Array.from({ length: most }, (_, i) => i).map((i) => (
        <span key={i} aria-hidden className={styles.star} data-on={i < now || undefined} onClick={() => !disabled && set(i + 1 === now ? i : i + 1)}>
          <Icon of={Star} size={16} />
        </span>
      ))}
    </div>
  );
}

function readJson(text: string): Read {
  if (text.trim() === '') return took(null);
  try {
    return took(JSON.parse(text) as unknown);
  } catch (error) {
    return refused('json', { why: String((error as Error).message) });
  }
}
const showJson = (value: unknown) => (value === null || value === undefined ? '' : JSON.stringify(value, null, 2));

export function JsonField(props: InputProps) {
  const typed = useTyped<HTMLTextAreaElement>(props, readJson, showJson);
  return <textarea {...controlProps(props)} {...typed} rows={6} spellCheck={false} className={`${input.input} ${input.area} ${styles.code}`} />;
}

/** A place: "35.6586, 139.7454", as maps give it when copied. */
export function GeoField(props: InputProps) {
  const { t } = useTranslation('form');
  const read = useCallback((text: string): Read => {
    const clean = text.normalize('NFKC').replace(/[−ー]/g, '-').trim();
    if (clean === '') return took(null);
    const m = /^\(?\s*(-?\d{1,2}(?:\.\d+)?)\s*[,、\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*\)?$/.exec(clean);
    const [lat, lon] = m ? [Number(m[1]), Number(m[2])] : [Number.NaN, Number.NaN];
    return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? took({ lat, lon }) : refused('geo', { found: text.trim() });
  }, []);
  const show = useCallback((value: unknown) => {
    const at = value as { lat: number; lon: number } | null;
    return at ? `${at.lat}, ${at.lon}` : '';
  }, []);
  const typed = useTyped<HTMLInputElement>(props, read, show);
  return <input {...controlProps(props)} {...typed} type="text" placeholder={t('geoExample')} autoComplete="off" className={`${input.input} ${styles.number}`} />;
}
