import { Copy, TriangleAlert, X } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import input from '../../ui/Input.module.css';
import { toast } from '../../ui/Toast.tsx';
import type { Gone } from '../rebase.ts';
import { codePoints } from '../values/texts.ts';
import styles from './edit.module.css';

/** What was typed in fields that a publish took away under an open form: to be written to its end and copied to where it belongs now. */
export function GoneFields({ gone, said, onGone }: { gone: Gone[] /** Why, where it was no field alone. */; said?: string; onGone: (gone: Gone[]) => void }) {
  const { t } = useTranslation('form');
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (gone.length === 0 || (document.activeElement !== null && document.activeElement !== document.body)) return;
    // The field went away while somebody typed in it: the sentence goes on here, and its keys are no shortcuts.
    const areas = box.current!.querySelectorAll('textarea');
    const last = areas[areas.length - 1]!;
    last.focus();
    last.setSelectionRange(last.value.length, last.value.length);
  }, [gone.length]);
  if (gone.length === 0) return null;
  const copy = async (one: Gone, at: number) => {
    const area = box.current!.querySelectorAll('textarea')[at]!;
    area.select();
    // Without a secure connection pages have no clipboard of their own.
    if (navigator.clipboard) await navigator.clipboard.writeText(one.text);
    else document.execCommand('copy');
    toast(t('copied', { field: one.label }));
  };
  return (
    <div ref={box} className={styles.lost}>
      <Icon of={TriangleAlert} />
      <div className={styles.gone}>
        <p role="alert">{said ?? t('gone')}</p>
        {gone.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: they are only ever added
          <div key={at} className={styles['gone-one']}>
            <label htmlFor={`${id}${at}`}>{one.label}</label>
            <textarea
              id={`${id}${at}`}
              className={`${input.input} ${input.area}`}
              rows={Math.min(4, Math.max(1, one.text.split('\n').length, Math.ceil(codePoints(one.text) / 44)))}
              value={one.text}
              onChange={(e) => onGone(gone.map((each, i) => (i === at ? { ...each, text: e.target.value } : each)))}
            />
            <IconButton icon={Copy} label={t('copyOf', { field: one.label })} onClick={() => void copy(one, at)} />
          </div>
        ))}
      </div>
      <IconButton icon={X} size="small" label={t('goneDismiss')} onClick={() => onGone([])} />
    </div>
  );
}
