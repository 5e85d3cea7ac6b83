import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Meta } from '../../api/meta.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FieldValue } from '../FieldValue.tsx';
import type { Differing } from '../rebase.ts';
import type { Conflict } from '../useRecordForm.ts';
import styles from './edit.module.css';
import { since } from './since.ts';

/** Somebody else saved first: both versions of each value that both changed, to choose from. What only one side changed stays as that side has it. */
export function ConflictDialog({ meta, conflict, onResolve, onClose }: { meta: Meta; conflict: Conflict; onResolve: (mine: ReadonlySet<string>) => void; onClose: () => void }) {
  const { t, i18n } = useTranslation('form');
  const [mine, setMine] = useState<ReadonlySet<string>>(() => new Set(conflict.differing.map((one) => one.path)));
  const who = conflict.who ? t('conflict.named', { who: conflict.who }) : t('conflict.somebody');
  const choose = (one: Differing, isMine: boolean) => {
    const next = new Set(mine);
    if (isMine) next.add(one.path);
    else next.delete(one.path);
    setMine(next);
  };
  const side = (one: Differing, isMine: boolean) => (
    <label className={styles.side} data-chosen={mine.has(one.path) === isMine || undefined}>
      <input type="radio" name={one.path} checked={mine.has(one.path) === isMine} onChange={() => choose(one, isMine)} />
      <span className={styles['side-text']}>
        <span className={styles.whose}>{isMine ? t('conflict.mine') : t('conflict.theirs', { who })}</span>
        <span>
          {isMine && one.typed !== undefined ? (
            one.typed
          ) : ((isMine ? one.mine : one.theirs) ?? null) === null ? (
            <span className={styles.none}>{t('conflict.empty')}</span>
          ) : (
            <FieldValue meta={meta} entity={one.entity} field={one.field} value={isMine ? one.mine : one.theirs} record={isMine ? one.mineRecord : one.theirRecord} />
          )}
        </span>
      </span>
    </label>
  );
  return (
    <Dialog title={t('conflict.title')} size="large" dirty onClose={onClose} submit={{ label: t(conflict.isRestoring ? 'conflict.take' : 'conflict.save'), onSubmit: () => onResolve(mine) }}>
      <p className={styles.lead}>
        {conflict.isRestoring ? t('conflict.textRestoring', { who }) : conflict.at ? t('conflict.text', { who, when: since(conflict.at, i18n.language, t) }) : t('conflict.textPlain', { who })}
      </p>
      {conflict.differing.map((one) => (
        <fieldset key={one.path} className={styles.differing}>
          <legend>{one.label}</legend>
          <div className={styles.sides}>
            {side(one, true)}
            {side(one, false)}
          </div>
        </fieldset>
      ))}
    </Dialog>
  );
}
