import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, send } from '../../api/http.ts';
import { recordKeys } from '../../api/records.ts';
import { useApp } from '../../shell/app.ts';
import { announce } from '../../ui/announce.ts';
import { Button } from '../../ui/Button.tsx';
import { TextArea } from '../../ui/Input.tsx';
import { composing } from '../../ui/keys.ts';
import { useRecordPage } from '../context.ts';
import styles from './rail.module.css';

/** A line to those who come after. What was typed stays until it is stored. */
export function NoteBox() {
  const { t } = useTranslation('record');
  const { name: app } = useApp();
  const { entity, record, note } = useRecordPage();
  const client = useQueryClient();
  const [text, setText] = useState(note.current);
  note.current = text;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // Sent again after a lost answer, it is written once.
  const key = useRef(crypto.randomUUID());
  const submit = async (e?: FormEvent) => {
    e?.preventDefault();
    if (busy || text.trim() === '') return;
    setBusy(true);
    setProblem(null);
    try {
      await send(`/api/${encodeURIComponent(app)}/${encodeURIComponent(entity.name)}/${record.id}/notes`, { method: 'POST', body: { text }, headers: { 'Idempotency-Key': key.current } });
      key.current = crypto.randomUUID();
      setText('');
      announce(t('note.stored'));
      await client.invalidateQueries({ queryKey: recordKeys.one(app, entity.name, record.id) });
    } catch (error) {
      setProblem(error instanceof ApiError ? error.message : t('unreachable'));
    }
    setBusy(false);
  };
  const onKeyDown = (e: KeyboardEvent) => {
    if (composing(e)) return;
    if (e.key === 'Enter' && (e.metaKey || e.ctrlKey)) {
      e.preventDefault();
      void submit();
    } else if (e.key === 'Escape') {
      // Out of the box, not away from the page.
      e.preventDefault();
      (e.target as HTMLElement).blur();
    }
  };
  return (
    <form className={styles.noteBox} onSubmit={(e) => void submit(e)}>
      <TextArea
        rows={2}
        value={text}
        aria-label={t('note.label')}
        placeholder={t('note.placeholder')}
        onValue={(next) => {
          setText(next);
          key.current = crypto.randomUUID();
        }}
        onKeyDown={onKeyDown}
        invalid={problem !== null}
      />
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      {text.trim() !== '' && (
        <Button type="submit" size="small" busy={busy} className={styles.send}>
          {t('note.send')}
        </Button>
      )}
    </form>
  );
}
