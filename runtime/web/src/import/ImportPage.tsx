import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import type { EntityMeta } from '../api/meta.ts';
import { inSentence } from '../list/inSentence.ts';
import { useApp } from '../shell/app.ts';
import { NotFound } from '../shell/NotFound.tsx';
import page from '../shell/Page.module.css';
import { paths } from '../shell/paths.ts';
import { IconButton } from '../ui/Button.tsx';
import { EntityIcon } from '../ui/EntityIcon.tsx';
import { toast } from '../ui/Toast.tsx';
import { ColumnsStep } from './ColumnsStep.tsx';
import { FileStep } from './FileStep.tsx';
import { Foot } from './Foot.tsx';
import styles from './import.module.css';
import { Progress } from './Progress.tsx';
import { ReportStep } from './ReportStep.tsx';
import { Steps } from './Steps.tsx';
import { useImport } from './session.ts';

/** Records from a file, in four steps. Left and come back to, it is where it was. */
export default function ImportPage() {
  const { entity: name = '' } = useParams();
  const { entity } = useApp();
  const found = entity(name);
  return found && !found.system ? <Wizard key={name} entity={found} /> : <NotFound />;
}

function Wizard({ entity }: { entity: EntityMeta }) {
  const { t } = useTranslation('import');
  const { name: app, text, language } = useApp();
  const navigate = useNavigate();
  const [state, session] = useImport(app, entity);
  const { step, work, problem } = state;
  const content = useRef<HTMLDivElement>(null);

  useEffect(() => {
    session.onAway = null;
    return () => {
      session.onAway = (report) =>
        toast(t('away', { entities: text(entity.plural), done: report.created + report.updated }), { action: { label: t('showReport'), onSelect: () => void navigate(paths.import(app, entity.name)) } });
    };
  }, [session, t, text, entity, app, navigate]);

  // Each step begins at its title, for eyes and for readers.
  const shown = useRef(step);
  const isWorking = work !== null && work.kind !== 'look';
  const place = `${step}${isWorking}`;
  const last = useRef(place);
  useEffect(() => {
    if (last.current === place) return;
    last.current = place;
    if (shown.current !== step) content.current?.scrollTo({ top: 0 });
    shown.current = step;
    content.current?.querySelector<HTMLElement>('h2')?.focus();
  }, [place, step]);

  const title = t('title', { entities: inSentence(text(entity.plural), language) });
  const of = state.preview?.rows ?? null;
  return (
    <>
      <header className={page.header}>
        <EntityIcon entity={entity} size={16} />
        <h1 className="one-line">{title}</h1>
        <span className={styles.space} />
        <IconButton icon={X} label={t('leave')} onClick={() => void navigate(paths.list(app, entity.name))} />
      </header>
      <Steps step={step} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keys */}
      <div ref={content} data-scroll className={page.scroll} tabIndex={0} role="region" aria-label={title}>
        <div className={styles.body}>
          {problem && (
            <p role="alert" className={styles.problem}>
              {problem.message ?? t('unreachable')}
            </p>
          )}
          {isWorking ? (
            <Progress work={work} of={of} onStop={() => session.stop()} />
          ) : step === 'file' ? (
            <FileStep entity={entity} busy={work?.kind === 'look'} onFile={(file) => void session.take(file)} />
          ) : step === 'columns' ? (
            <ColumnsStep entity={entity} state={state} session={session} />
          ) : (
            <ReportStep entity={entity} state={state} session={session} />
          )}
        </div>
      </div>
      <Foot entity={entity} state={state} session={session} />
    </>
  );
}
