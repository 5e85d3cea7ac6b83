import { ClipboardPaste, FileDown, FileUp } from 'lucide-react';
import { type DragEvent, type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityMeta } from '../api/meta.ts';
import { useApp } from '../shell/app.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { TextArea } from '../ui/Input.tsx';
import { isTyping, shown } from '../ui/keys.ts';
import { saveFile } from '../ui/saveFile.ts';
import { csv } from './files.ts';
import styles from './import.module.css';
import { targetsOf } from './targets.ts';

const TAKEN = '.csv,.tsv,.txt,.xlsx,.ndjson,.jsonl';

/** A file: chosen, dropped or pasted. */
export function FileStep({ entity, busy, onFile }: { entity: EntityMeta; busy: boolean; onFile: (file: File) => void }) {
  const { t } = useTranslation(['import', 'form']);
  const { text } = useApp();
  const [over, setOver] = useState(false);
  const [pasting, setPasting] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const take = useRef(onFile);
  take.current = onFile;
  const pasted = (rows: string) => take.current(new File([rows], rows.trimStart().startsWith('{') ? `${t('pasted')}.ndjson` : t('pasted'), { type: 'text/csv' }));

  const onText = useRef(pasted);
  onText.current = pasted;
  useEffect(() => {
    const paste = (e: ClipboardEvent) => {
      if (isTyping(e.target) || document.querySelector('dialog[open]')) return;
      const file = e.clipboardData?.files[0];
      const rows = e.clipboardData?.getData('text/plain');
      // A spreadsheet puts a picture of its cells there, too.
      if (rows?.trim()) onText.current(rows);
      else if (file) take.current(file);
      else return;
      e.preventDefault();
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, []);

  const drag = (e: DragEvent) => {
    if (!e.dataTransfer.types.includes('Files')) return;
    e.preventDefault();
    setOver(true);
  };
  const drop = (e: DragEvent) => {
    e.preventDefault();
    setOver(false);
    const file = e.dataTransfer.files[0];
    if (file && !busy) onFile(file);
  };
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (pasting?.trim()) pasted(pasting);
  };
  const template = () =>
    saveFile(
      csv([
        targetsOf(entity, (field) => text(field.label), String)
          .filter((one) => !one.value.includes('.') && one.field.origin === 'entered')
          .map((one) => one.label),
      ]),
      `${text(entity.plural)}.csv`,
    );
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut of the button within */}
      <div className={styles.drop} data-over={over || undefined} onDragEnter={drag} onDragOver={drag} onDragLeave={(e) => !e.currentTarget.contains(e.relatedTarget as Node) && setOver(false)} onDrop={drop}>
        <Icon of={FileUp} size={20} />
        <h2 tabIndex={-1}>{t('drop.title')}</h2>
        <p>{t('drop.text', { keys: shown('mod+v') })}</p>
        <div className={styles.actions}>
          <Button kind="primary" busy={busy} onClick={() => input.current?.click()}>
            {t('drop.choose')}
          </Button>
          <Button icon={ClipboardPaste} aria-expanded={pasting !== null} onClick={() => setPasting(pasting === null ? '' : null)}>
            {t('drop.paste')}
          </Button>
        </div>
        <input
          ref={input}
          type="file"
          hidden
          accept={TAKEN}
          aria-label={t('drop.choose')}
          onChange={(e) => {
            const file = e.target.files?.[0];
            e.target.value = '';
            if (file) onFile(file);
          }}
        />
      </div>
      {pasting !== null && (
        <form className={styles.paste} onSubmit={submit}>
          <Field label={t('drop.rows')} hint={t('drop.rowsHint')}>
            {(control) => <TextArea {...control} rows={6} value={pasting} onValue={setPasting} autoFocus spellCheck={false} />}
          </Field>
          <Button type="submit" disabled={!pasting.trim()} busy={busy}>
            {t('drop.useRows')}
          </Button>
        </form>
      )}
      <ul className={styles.notes}>
        <li>{t('note.formats')}</li>
        <li>{t('note.head')}</li>
        <li>{t('note.lookups')}</li>
        <li>{t('note.empty')}</li>
      </ul>
      <Button kind="link" icon={FileDown} onClick={template}>
        {t('template')}
      </Button>
    </>
  );
}
