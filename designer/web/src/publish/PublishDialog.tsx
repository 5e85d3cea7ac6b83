import { ApiError } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { paths } from '@lowcodecrm/web/shell';
import { Button, Dialog, SkeletonRows, toast } from '@lowcodecrm/web/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Diagnostic, useDraft } from '../draft/index.ts';
import { useDesigner } from '../shell/designer.ts';
import { ProblemList } from '../shell/ProblemList.tsx';
import { check, plan, publish, type Step } from './api.ts';
import { PlanView } from './PlanView.tsx';
import { ProgressBar } from './ProgressBar.tsx';
import styles from './Publish.module.css';

/** What is wrong with the draft, what publishing it changes and loses, and the publishing itself. */
export function PublishDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('publish');
  const { store } = useDraft();
  const { goTo } = useDesigner();
  const client = useQueryClient();
  const app = store.app;
  const [consent, setConsent] = useState<ReadonlySet<string>>(new Set());
  const [step, setStep] = useState<Step | null>(null);
  const [refused, setRefused] = useState<Diagnostic[] | null>(null);
  const [failure, setFailure] = useState('');
  const looked = useQuery({
    queryKey: ['design', app, 'plan'],
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: async () => {
      await store.flush();
      const diagnostics = await check(app);
      return { diagnostics, plan: diagnostics.some((one) => one.severity === 'error') ? null : await plan(app) };
    },
  });

  const run = async () => {
    setFailure('');
    setStep({ phase: 'compiling', percent: 0 });
    try {
      await store.flush();
      const done = await publish(app, [...consent], setStep);
      await store.reload();
      await client.invalidateQueries();
      onClose();
      toast(t('done', { version: done.version }), { action: { label: t('open'), onSelect: () => window.open(paths.home(app), '_blank', 'noopener') } });
    } catch (error) {
      setStep(null);
      if (error instanceof ApiError && Array.isArray(error.body.diagnostics)) setRefused(error.body.diagnostics as Diagnostic[]);
      else if (error instanceof ApiError && error.code === 'consent_needed') {
        // The live app moved on meanwhile: what would be lost is looked at anew.
        await looked.refetch();
        setFailure(error.message);
      } else setFailure(error instanceof Error ? error.message : String(error));
    }
  };

  const diagnostics = refused ?? looked.data?.diagnostics ?? [];
  const errors = diagnostics.filter((one) => one.severity === 'error');
  const shown = diagnostics.filter((one) => one.severity !== 'info');
  const planned = refused ? null : looked.data?.plan;
  const losing = planned?.changes.filter((change) => change.risk === 'dataLoss') ?? [];
  const ready = planned && store.snapshot().changes > 0 && losing.every((change) => consent.has(change.target));
  const lookAgain = () => {
    setRefused(null);
    void looked.refetch();
  };
  const go = (diagnostic: Diagnostic) => {
    onClose();
    goTo(diagnostic);
  };
  return (
    <Dialog
      title={t('title')}
      size="large"
      onClose={onClose}
      dirty={step !== null}
      actions={
        <>
          <Button onClick={onClose}>{t('common:close')}</Button>
          <Button kind={losing.length > 0 ? 'danger' : 'primary'} busy={step !== null} disabled={!ready} onClick={() => void run()}>
            {t('publish')}
          </Button>
        </>
      }
    >
      {step && <ProgressBar label={t(`phases.${step.phase}`)} percent={step.percent} />}
      {failure && (
        <p role="alert" className={styles.failure}>
          {failure}
        </p>
      )}
      {looked.isPending ? (
        <SkeletonRows rows={5} />
      ) : looked.error ? (
        <p role="alert" className={styles.failure}>
          {looked.error.message}
        </p>
      ) : (
        <>
          <h3 className={styles.heading}>{t('check')}</h3>
          {shown.length === 0 ? <p className={styles.quiet}>{t('sound')}</p> : <ProblemList diagnostics={shown} onGo={go} onFixed={lookAgain} />}
          {errors.length > 0 && <p className={styles.quiet}>{t('mendFirst', { count: errors.length })}</p>}
          {planned && <PlanView plan={planned} consent={consent} onConsent={setConsent} />}
        </>
      )}
    </Dialog>
  );
}
