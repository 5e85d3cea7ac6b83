import { useTranslation } from '@lowcodecrm/web/i18n';
import { Dialog, TextArea } from '@lowcodecrm/web/ui';
import { useEffect, useRef, useState } from 'react';
import { useDraft } from '../draft/index.ts';
import styles from './Dialogs.module.css';
import type { Place } from './designer.ts';

/** A file as it is written, for what no area shows: open where the problem is, and mended there. */
export function FileDialog({ place, onClose }: { place: Place; onClose: () => void }) {
  const { t } = useTranslation('design');
  const { store } = useDraft();
  const before = store.text(place.file) ?? '';
  const [text, setText] = useState(before);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const lines = element.value.split('\n');
    const start = lines.slice(0, place.line - 1).reduce((sum, line) => sum + line.length + 1, 0);
    element.focus();
    element.setSelectionRange(start, start + (lines[place.line - 1]?.length ?? 0));
    element.scrollTop = Math.max(0, place.line - 6) * Number.parseFloat(getComputedStyle(element).lineHeight);
  }, [place]);
  const submit = () => {
    store.edit(t('editFile', { file: place.file }), [{ path: place.file, text }]);
    onClose();
  };
  return (
    <Dialog title={place.file} size="large" onClose={onClose} dirty={text !== before} submit={{ label: t('takeOver'), onSubmit: submit, disabled: text === before }}>
      <TextArea ref={area} rows={24} spellCheck={false} aria-label={place.file} className={styles.source} value={text} onValue={setText} />
    </Dialog>
  );
}
