import { FileUp, Paperclip, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { type FileValue, fileUrl, refusalOf, uploadFile } from '../values/files.ts';
import styles from './inputs.module.css';
import type { InputProps } from './types.ts';

/** A file or a picture: chosen, dropped or pasted; sent at once, held by the record when it is saved. */
export function FileField(props: InputProps) {
  const { value, onValue, field, meta, disabled, onBlur } = props;
  const { t } = useTranslation('form');
  const chooser = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<{ name: string; done: number; stop: () => void } | null>(null);
  const [over, setOver] = useState(false);
  const file = value as FileValue | null;
  const isImage = field.type === 'image';
  const pictures = meta.limits?.pictureTypes;

  const take = async (chosen: File | undefined) => {
    if (!chosen || disabled) return;
    if (isImage && pictures && !pictures.includes(chosen.type)) return onValue(file, { key: 'notPicture', args: { name: chosen.name } });
    const refusal = refusalOf(chosen, meta.limits);
    if (refusal) return onValue(file, refusal);
    const upload = uploadFile(meta.name, chosen, (done) => setSending((now) => now && { ...now, done }));
    setSending({ name: chosen.name, done: 0, stop: upload.stop });
    try {
      onValue(await upload.result);
    } catch (error) {
      if ((error as Error).name !== 'AbortError') onValue(file, { key: 'upload', args: { name: chosen.name, why: (error as Error).message } });
    } finally {
      setSending(null);
      onBlur?.();
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the button is the other
    <div
      className={`${styles.file} ${styles['drop-zone']}`}
      data-over={over || undefined}
      onDragOver={(e) => {
        e.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(e) => {
        e.preventDefault();
        setOver(false);
        void take(e.dataTransfer.files[0]);
      }}
      onPaste={(e) => void take(e.clipboardData.files[0])}
    >
      <input
        ref={chooser}
        type="file"
        hidden
        tabIndex={-1}
        aria-hidden
        accept={isImage ? pictures?.join(',') : undefined}
        onChange={(e) => {
          const box = e.target;
          // Emptied, so that the same file may be chosen again.
          void take(box.files?.[0]).then(() => {
            box.value = '';
          });
        }}
      />
      {sending ? (
        <>
          <span className="one-line">{sending.name}</span>
          <div className={styles.progress} role="progressbar" aria-label={t('uploading', { name: sending.name })} aria-valuenow={Math.round(sending.done * 100)} aria-valuemin={0} aria-valuemax={100}>
            <div style={{ transform: `scaleX(${sending.done})` }} />
          </div>
          <IconButton icon={X} size="small" label={t('common:cancel')} onClick={sending.stop} />
        </>
      ) : (
        <>
          {file && (isImage ? <img src={fileUrl(meta.name, file.id)} alt={file.name} /> : <Icon of={Paperclip} />)}
          {file && (
            <a className="one-line" href={fileUrl(meta.name, file.id)} target="_blank" rel="noreferrer">
              {file.name}
            </a>
          )}
          <Button id={props.id} size="small" kind="text" icon={FileUp} disabled={disabled} aria-describedby={props['aria-describedby']} onClick={() => chooser.current?.click()}>
            {file ? t('replaceFile') : isImage ? t('choosePicture') : t('chooseFile')}
          </Button>
          {file && !disabled && <IconButton icon={X} size="small" label={t('removeItem', { item: file.name })} onClick={() => onValue(null)} />}
        </>
      )}
    </div>
  );
}
