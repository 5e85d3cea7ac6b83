import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button, EmptyState, IconButton, Menu, Segmented } from '@lowcodecrm/web/ui';
import { Braces, Ellipsis, Plus } from 'lucide-react';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useNarrow } from '../parts/useNarrow.ts';
import { useDesigner } from '../shell/designer.ts';
import { AddProcessDialog } from './AddProcessDialog.tsx';
import { AddStateDialog } from './AddStateDialog.tsx';
import { AddTransitionDialog } from './AddTransitionDialog.tsx';
import { Inspector } from './Inspector.tsx';
import styles from './Process.module.css';
import { ProcessGraph } from './ProcessGraph.tsx';
import { ProcessList } from './ProcessList.tsx';
import { ProcessTable } from './ProcessTable.tsx';
import { useOpened, useProcesses, useProcessLabel } from './useProcess.ts';

export type Selected = { kind: 'state' | 'transition'; name: string } | null;

/** The ways of a record from state to state: drawn, or as a table; what is chosen is changed at the right. */
export default function ProcessPage() {
  const { t } = useTranslation('process');
  const { path } = useDesigner();
  const navigate = useNavigate();
  const { process: name } = useParams();
  const [params, setParams] = useSearchParams();
  const processes = useProcesses();
  const listed = processes.find((one) => one.process.name.text === name) ?? processes[0];
  const opened = useOpened(listed);
  const processLabel = useProcessLabel();
  const [mode, setMode] = useState<'graph' | 'table'>('graph');
  const [adding, setAdding] = useState<'process' | 'state' | 'transition' | null>(null);
  const [connecting, setConnecting] = useState<{ from: string; to: string } | null>(null);

  const asked = /^(state|transition):(.+)$/.exec(params.get('at') ?? '');
  const selected: Selected = asked ? { kind: asked[1] as 'state' | 'transition', name: asked[2]! } : null;
  const select = (next: Selected) => setParams(next ? { at: `${next.kind}:${next.name}` } : {}, { replace: true });
  const narrow = useNarrow();
  const showText = () => {
    const { start, length } = opened!.process.name.span;
    navigate(path(`rules?file=${encodeURIComponent(opened!.path)}&start=${start}&length=${length}`));
  };
  const close = () => {
    setAdding(null);
    setConnecting(null);
  };

  return (
    <div className={styles.page}>
      <ProcessList processes={processes} current={listed?.process.name.text} onAdd={() => setAdding('process')} />
      <section className={styles.center} aria-label={listed?.process.name.text ?? t('title')}>
        {opened ? (
          <>
            <header className={styles.bar}>
              <h1 className="one-line">{processLabel(opened.process)}</h1>
              <Segmented
                label={t('as')}
                value={mode}
                onValue={setMode}
                options={[
                  { key: 'graph', label: t('graph') },
                  { key: 'table', label: t('table') },
                ]}
              />
              <span className={styles.space} />
              {!narrow && (
                <>
                  <Button kind="text" icon={Braces} onClick={showText}>
                    {t('asText')}
                  </Button>
                  <Button icon={Plus} onClick={() => setAdding('state')}>
                    {t('addState')}
                  </Button>
                </>
              )}
              <Button icon={Plus} onClick={() => setAdding('transition')}>
                {t('addTransition')}
              </Button>
              {narrow && (
                <Menu
                  label={t('more')}
                  align="end"
                  items={[
                    { key: 'state', label: t('addState'), icon: Plus, onSelect: () => setAdding('state') },
                    { key: 'text', label: t('asText'), icon: Braces, onSelect: showText },
                  ]}
                >
                  {(trigger) => <IconButton {...trigger} icon={Ellipsis} label={t('more')} />}
                </Menu>
              )}
            </header>
            {mode === 'graph' ? (
              <ProcessGraph key={opened.process.name.text} opened={opened} selected={selected} onSelect={select} onConnect={(from, to) => setConnecting({ from, to })} />
            ) : (
              <ProcessTable opened={opened} selected={selected} onSelect={select} />
            )}
          </>
        ) : (
          <EmptyState
            title={t('none')}
            actions={
              <Button kind="primary" onClick={() => setAdding('process')}>
                {t('addProcess')}
              </Button>
            }
          />
        )}
      </section>
      {opened && <Inspector opened={opened} selected={selected} onSelect={select} />}
      {adding === 'process' && <AddProcessDialog processes={processes} onClose={close} onAdded={(next) => navigate(path(`process/${encodeURIComponent(next)}`))} />}
      {opened && adding === 'state' && <AddStateDialog opened={opened} onClose={close} onAdded={(state) => select({ kind: 'state', name: state })} />}
      {opened && (adding === 'transition' || connecting) && <AddTransitionDialog opened={opened} given={connecting} onClose={close} onAdded={(transition) => select({ kind: 'transition', name: transition })} />}
    </div>
  );
}
