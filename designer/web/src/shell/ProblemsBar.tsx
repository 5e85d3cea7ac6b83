import { useTranslation } from '@lowcodecrm/web/i18n';
import { Icon, place } from '@lowcodecrm/web/ui';
import { ChevronUp, CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Diagnostic } from '../draft/index.ts';
import { useDesigner } from './designer.ts';
import { Fixes } from './Fixes.tsx';
import { ProblemList } from './ProblemList.tsx';
import styles from './ProblemsBar.module.css';
import { SaveNote } from './SaveNote.tsx';

/** How many problems there are, the first of them with the way to it, and all of them on request. */
export function ProblemsBar({ diagnostics }: { diagnostics: Diagnostic[] }) {
  const { t } = useTranslation('design');
  const { goTo } = useDesigner();
  const [open, setOpen] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const errors = diagnostics.filter((one) => one.severity === 'error');
  const warnings = diagnostics.filter((one) => one.severity === 'warning');
  const first = errors[0] ?? warnings[0];

  useEffect(() => {
    const floating = list.current;
    if (!open || !floating || !button.current) return;
    floating.showPopover();
    place(floating, button.current, { side: 'below', align: 'start' });
    floating.querySelector<HTMLElement>('button')?.focus();
    const told = (e: ToggleEvent) => e.newState === 'closed' && setOpen(false);
    floating.addEventListener('toggle', told);
    return () => floating.removeEventListener('toggle', told);
  }, [open]);

  const go = (diagnostic: Diagnostic) => {
    setOpen(false);
    goTo(diagnostic);
  };
  return (
    <section className={styles.bar} aria-label={t('problems')}>
      {first ? (
        <>
          <button ref={button} type="button" className={styles.counts} aria-expanded={open} title={t('problemCounts', { errors: errors.length, warnings: warnings.length })} onClick={() => setOpen(!open)}>
            <Icon of={CircleAlert} color="var(--bad)" size={14} label={t('severity.error')} />
            <span className="numbers">{errors.length}</span>
            <Icon of={TriangleAlert} color="var(--warn)" size={14} label={t('severity.warning')} />
            <span className="numbers">{warnings.length}</span>
            <Icon of={ChevronUp} size={12} />
          </button>
          <button type="button" className={styles.first} title={first.message} onClick={() => go(first)}>
            <span className="one-line">{first.message}</span>
            <span className={styles.link}>{t('mend')}</span>
          </button>
          <Fixes key={`${first.id}${first.file}${first.message}`} of={first} most={1} />
        </>
      ) : (
        <span className={styles.fine}>
          <Icon of={CircleCheck} color="var(--ok)" size={14} />
          {t('noProblems')}
        </span>
      )}
      <SaveNote />
      {open && (
        <div ref={list} popover="auto" role="dialog" aria-label={t('problems')} className={styles.list}>
          <ProblemList diagnostics={[...errors, ...warnings]} onGo={go} />
        </div>
      )}
    </section>
  );
}
