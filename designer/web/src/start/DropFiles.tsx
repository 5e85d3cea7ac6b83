import { useTranslation } from '@lowcodecrm/web/i18n';
import { Icon } from '@lowcodecrm/web/ui';
import { Upload } from 'lucide-react';
import { useState } from 'react';
import styles from './Start.module.css';

/** A place to drop files on, or to choose them. */
export function DropFiles({ accept, multiple, label, chosen, onFiles }: { accept: string; multiple?: boolean; label: string; chosen: File[]; onFiles: (files: File[]) => void }) {
  const { t } = useTranslation('start');
  const [over, setOver] = useState(false);
  return (
    <label
      className={over ? `${styles.drop} ${styles.over}` : styles.drop}
      onDragOver={(e) => {
        e.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(e) => {
        e.preventDefault();
        setOver(false);
        onFiles([...e.dataTransfer.files].slice(0, multiple ? undefined : 1));
      }}
    >
      <input
        type="file"
        className="visually-hidden"
        accept={accept}
        multiple={multiple}
        onChange={(e) => {
          onFiles([...(e.target.files ?? [])]);
          e.target.value = '';
        }}
      />
      <Icon of={Upload} size={24} />
      <span>{chosen.length > 0 ? chosen.map((file) => file.name).join(', ') : label}</span>
      <span className={styles.choose}>{t('chooseFiles')}</span>
    </label>
  );
}
