import { formatDateTime, useTranslation } from '@lowcodecrm/web/i18n';
import { useApp } from '@lowcodecrm/web/shell';
import { Button, Dialog, toast } from '@lowcodecrm/web/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useDraft } from '../draft/index.ts';
import { rollBack, type Step } from '../publish/api.ts';
import { ProgressBar } from '../publish/ProgressBar.tsx';
import type { Version } from './api.ts';
import styles from './Versions.module.css';

/** An earlier version is made live again: what was entered since stays. */
export function RollBackDialog({ version, onClose }: { version: Version; onClose: () => void }) {
  const { t, i18n } = useTranslation('versions');
  const { timeZone } = useApp();
  const { store, changes } = useDraft();
  const client = useQueryClient();
  const [step, setStep] = useState<Step | null>(null);
  const [failure, setFailure] = useState('');
  const run = async () => {
    setFailure('');
    setStep({ phase: 'compiling', percent: 0 });
    try {
      await store.flush();
      await rollBack(store.app, version.version, setStep);
      await store.reload();
      await client.invalidateQueries();
      onClose();
      toast(t('rolledBack', { version: version.version }));
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      setStep(null);
    }
  };
  return (
    <Dialog
      title={t('rollBackTo', { version: version.version })}
      onClose={onClose}
      dirty={step !== null}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button kind="primary" busy={step !== null} onClick={() => void run()}>
            {t('rollBack')}
          </Button>
        </>
      }
    >
      {step && <ProgressBar label={t(`publish:phases.${step.phase}`)} percent={step.percent} />}
      <p>{t('rollBackText', { version: version.version, at: formatDateTime(version.at, i18n.language, timeZone) })}</p>
      {changes > 0 && <p className={styles.quiet}>{t('draftStays')}</p>}
      {failure && (
        <p role="alert" className={styles.loses}>
          {failure}
        </p>
      )}
    </Dialog>
  );
}
