import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button, Dialog } from '@lowcodecrm/web/ui';
import { useState } from 'react';
import { useDraft } from '../draft/index.ts';
import styles from './Dialogs.module.css';

/** Somebody else changed the same files meanwhile: nothing is overwritten before it is decided whose change stays. */
export function ConflictDialog({ paths }: { paths: string[] }) {
  const { t } = useTranslation('design');
  const { store } = useDraft();
  const [busy, setBusy] = useState<'mine' | 'theirs' | null>(null);
  const keep = async (whose: 'mine' | 'theirs') => {
    setBusy(whose);
    await store.resolve(whose).catch(() => {});
    setBusy(null);
  };
  return (
    <Dialog
      title={t('conflict.title')}
      dirty
      onClose={() => void keep('theirs')}
      actions={
        <>
          <Button busy={busy === 'theirs'} onClick={() => void keep('theirs')}>
            {t('conflict.theirs')}
          </Button>
          <Button kind="primary" busy={busy === 'mine'} onClick={() => void keep('mine')}>
            {t('conflict.mine')}
          </Button>
        </>
      }
    >
      <p>{t('conflict.text')}</p>
      <ul className={styles.files}>
        {paths.map((path) => (
          <li key={path}>{path}</li>
        ))}
      </ul>
    </Dialog>
  );
}
