import { useTranslation } from '@lowcodecrm/web/i18n';
import { IconButton } from '@lowcodecrm/web/ui';
import { Pencil } from 'lucide-react';
import { Row } from '../parts/Settings.tsx';
import styles from './Process.module.css';

/** The name in rules and addresses: changed wherever it is used, so by asking first. */
export function NameSetting({ name, onRename }: { name: string; onRename: () => void }) {
  const { t } = useTranslation('process');
  return (
    <Row label={t('name')}>
      {(control) => (
        <span className={styles.inline}>
          <code id={control.id} className="one-line">
            {name}
          </code>
          <IconButton icon={Pencil} size="small" label={t('rename')} onClick={onRename} />
        </span>
      )}
    </Row>
  );
}
