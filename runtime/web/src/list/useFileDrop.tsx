import { FileUp } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { EntityMeta } from '../api/meta.ts';
import { useApp } from '../shell/app.ts';
import { paths } from '../shell/paths.ts';
import { Icon } from '../ui/Icon.tsx';
import { inSentence } from './inSentence.ts';
import styles from './List.module.css';

const isFiles = (e: DragEvent) => e.dataTransfer.types.includes('Files');

/** A spreadsheet dropped on a list is the beginning of an import into it. */
export function useFileDrop(entity: EntityMeta) {
  const { t } = useTranslation('list');
  const { name: app, text, language } = useApp();
  const navigate = useNavigate();
  const [over, setOver] = useState(false);
  const take = async (file: File) => {
    const { sessionOf } = await import('../import/session.ts');
    void sessionOf(app, entity).take(file);
    await navigate(paths.import(app, entity.name));
  };
  return {
    handlers: {
      onDragEnter: (e: DragEvent) => isFiles(e) && setOver(true),
      onDragOver: (e: DragEvent) => isFiles(e) && e.preventDefault(),
      onDragLeave: (e: DragEvent) => !e.currentTarget.contains(e.relatedTarget as Node) && setOver(false),
      onDrop: (e: DragEvent) => {
        const file = e.dataTransfer.files[0];
        if (!file) return;
        e.preventDefault();
        setOver(false);
        void take(file);
      },
    },
    over: over && (
      <div className={styles.dropOver} aria-hidden>
        <Icon of={FileUp} size={20} />
        {t('dropFile', { entities: inSentence(text(entity.plural), language) })}
      </div>
    ),
  };
}
