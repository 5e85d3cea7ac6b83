import { Check, Ellipsis } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { lastMoment } from '../../api/approvals.ts';
import { formatDateTime } from '../../i18n/formats.ts';
import { useApp } from '../../shell/app.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useRecordPage } from '../context.ts';
import styles from './stage.module.css';

/** The states on the way, what is done with a check, where it stands in the accent; pressing one goes there. */
export function StagePath() {
  const { t } = useTranslation('record');
  const { language, timeZone } = useApp();
  const { stage } = useRecordPage();
  const { path, state, ways, process, next } = stage;
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    // Where it stands is seen, however narrow the page: state names it.
    const here = list.current?.querySelector<HTMLElement>(`[data-state="${CSS.escape(state ?? '')}"]`);
    if (here && list.current && list.current.scrollWidth > list.current.clientWidth) list.current.scrollLeft = here.offsetLeft - list.current.clientWidth / 3;
  }, [state]);
  if (!process) return null;
  const at = path.indexOf(state ?? '');
  const beside = ways.some((way) => !path.includes(way.to));
  return (
    <div className={styles.line}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: where no step can be pressed, the path itself is scrolled by keyboard */}
      <ol ref={list} className={styles.path} aria-label={t('stage.path')} tabIndex={path.some((value) => ways.some((way) => way.to === value)) ? undefined : 0}>
        {path.map((value, i) => {
          const way = ways.find((one) => one.to === value);
          const done = i < at;
          const text = (
            <>
              {done && <Icon of={Check} size={14} />}
              <span>{stage.labelOf(value)}</span>
              {done && <span className="visually-hidden">{t('stage.done')}</span>}
            </>
          );
          return (
            <li key={value} data-state={value} aria-current={i === at ? 'step' : undefined} className={[styles.step, done && styles.done, i === at && styles.now].filter(Boolean).join(' ')}>
              {way ? (
                <button type="button" title={way.label} onClick={() => stage.move(value)}>
                  {text}
                </button>
              ) : (
                <span title={i === at ? undefined : t('stage.noWay', { from: stage.labelOf(state), to: stage.labelOf(value) })}>{text}</span>
              )}
            </li>
          );
        })}
      </ol>
      {next?.due && (
        <span className={[styles.due, next.overdue && styles.overdue].filter(Boolean).join(' ')}>
          {t(next.overdue ? 'stage.overdue' : 'stage.due', { stage: stage.labelOf(next.to), when: formatDateTime(lastMoment(next.due), language, timeZone) })}
        </span>
      )}
      {beside && <IconButton icon={Ellipsis} size="small" label={t('stage.others')} keys="m" aria-haspopup="dialog" onClick={(e) => stage.openMenu(e.currentTarget)} />}
    </div>
  );
}
