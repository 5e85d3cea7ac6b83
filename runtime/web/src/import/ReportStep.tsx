import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { EntityMeta } from '../api/meta.ts';
import { useApp } from '../shell/app.ts';
import { Button } from '../ui/Button.tsx';
import { saveRefused } from './files.ts';
import styles from './import.module.css';
import { Outcome } from './Outcome.tsx';
import { RefusedList } from './RefusedList.tsx';
import type { ImportSession, ImportState } from './session.ts';
import { UnknownValues } from './UnknownValues.tsx';

/** What an import would do, or has done; what did not go in can be had as a file, mended and dropped again. */
export function ReportStep({ entity, state, session }: { entity: EntityMeta; state: ImportState; session: ImportSession }) {
  const { t } = useTranslation('import');
  const { text } = useApp();
  const { step, stopped } = state;
  const report = step === 'result' ? state.report : state.checked;
  const tense = step === 'result' ? 'did' : 'will';
  if (!report)
    return stopped ? (
      <>
        <h2 tabIndex={-1} className={styles.heading}>
          {t('stopped.title')}
        </h2>
        <p className={styles.text}>{t('stopped.text')}</p>
        <Outcome figures={{ ...stopped, refused: stopped.rejected }} tense="did" />
      </>
    ) : null;
  const refused = new Set(report.rejected.map((one) => one.line)).size;
  const done = report.created + report.updated;
  return (
    <>
      <h2 tabIndex={-1} className={styles.heading}>
        {tense === 'will' ? t('check.title') : done > 0 ? t('result.title', { count: done }) : t('result.nothing')}
      </h2>
      <Outcome figures={{ ...report, refused }} tense={tense} />
      {step === 'check' && <UnknownValues state={state} session={session} />}
      {refused > 0 && (
        <section className={styles.refusedPart}>
          <div className={styles.refusedTop}>
            <p className={styles.text}>{t(`refused.${tense}`)}</p>
            <Button icon={Download} size="small" onClick={() => saveRefused(report, t('refused.file', { entities: text(entity.plural) }), t('refused.message'))}>
              {t('refused.download')}
            </Button>
          </div>
          <RefusedList entity={entity} refusals={report.rejected} />
        </section>
      )}
    </>
  );
}
