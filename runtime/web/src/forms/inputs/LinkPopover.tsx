import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { place } from '../../ui/float.ts';
import { Input } from '../../ui/Input.tsx';
import { composing } from '../../ui/keys.ts';
import { linkAddress } from '../values/richText.ts';
import styles from './inputs.module.css';

/** Asks for the address of a link. It stands in the form of the record, so it is none itself: Enter sets the link and saves nothing. */
export function LinkPopover(props: { anchor: RefObject<HTMLElement | null>; address: string; onSet: (address: string) => void; onRemove: () => void; onClose: () => void }) {
  const { anchor, address, onSet, onRemove, onClose } = props;
  const { t } = useTranslation('form');
  const [text, setText] = useState(address);
  const [isBad, setBad] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const element = box.current!;
    element.showPopover();
    place(element, anchor.current!);
    element.querySelector('input')?.focus();
    const outside = (e: PointerEvent) => !element.contains(e.target as Node) && close.current();
    document.addEventListener('pointerdown', outside, true);
    return () => document.removeEventListener('pointerdown', outside, true);
  }, [anchor]);
  const take = () => {
    const found = linkAddress(text);
    if (found) onSet(found);
    else setBad(true);
  };
  return (
    <div
      ref={box}
      popover="manual"
      role="dialog"
      aria-label={t('linkAddress')}
      className={styles.linking}
      onBlur={(e) => e.stopPropagation()}
      onKeyDown={(e) => {
        if (composing(e)) return e.stopPropagation();
        if (e.key !== 'Escape' && (e.key !== 'Enter' || (e.target as HTMLElement).tagName !== 'INPUT')) return;
        e.preventDefault();
        e.stopPropagation();
        if (e.key === 'Enter') take();
        else onClose();
      }}
    >
      <label htmlFor={id}>{t('linkAddress')}</label>
      <Input
        id={id}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        placeholder="https://"
        value={text}
        aria-invalid={isBad || undefined}
        aria-describedby={isBad ? `${id}-bad` : undefined}
        onValue={(next) => {
          setText(next);
          setBad(false);
        }}
      />
      {isBad && (
        <p id={`${id}-bad`} role="alert">
          {t('linkBad')}
        </p>
      )}
      <div>
        {address && (
          <Button size="small" kind="text" onClick={onRemove}>
            {t('linkRemove')}
          </Button>
        )}
        <Button size="small" onClick={onClose}>
          {t('common:cancel')}
        </Button>
        <Button size="small" kind="primary" onClick={take}>
          {t('linkSet')}
        </Button>
      </div>
    </div>
  );
}
