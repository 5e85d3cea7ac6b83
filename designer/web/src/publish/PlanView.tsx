import { useTranslation } from '@lowcodecrm/web/i18n';
import { paths } from '@lowcodecrm/web/shell';
import { Checkbox, Icon } from '@lowcodecrm/web/ui';
import { CirclePlus, Minus, Pencil, TriangleAlert } from 'lucide-react';
import { useDraft } from '../draft/index.ts';
import type { Change, Impact, Plan } from './api.ts';
import styles from './Publish.module.css';

/** What publishing changes, in words; what it loses, each with a consent; and what it means for the records there are. */
export function PlanView({ plan, consent, onConsent }: { plan: Plan; consent: ReadonlySet<string>; onConsent: (consent: ReadonlySet<string>) => void }) {
  const { t } = useTranslation('publish');
  const { changes } = useDraft();
  const losing = plan.changes.filter((change) => change.risk === 'dataLoss');
  const others = plan.changes.filter((change) => change.risk !== 'dataLoss');
  const agree = (target: string, yes: boolean) => {
    const next = new Set(consent);
    if (yes) next.add(target);
    else next.delete(target);
    onConsent(next);
  };
  return (
    <>
      <h3 className={styles.heading}>{t('changes')}</h3>
      {plan.changes.length === 0 && <p className={styles.quiet}>{t(changes === 0 ? 'nothing' : 'onlyFiles', { count: changes })}</p>}
      {others.length > 0 && (
        <ul className={styles.changes}>
          {others.map((change) => (
            <li key={change.kind + change.target}>
              <ChangeIcon change={change} />
              <span>{change.message ?? change.target}</span>
              <span className={styles.risk}>{t(`risks.${change.risk}`)}</span>
            </li>
          ))}
        </ul>
      )}
      {losing.length > 0 && (
        <>
          <h3 className={styles.heading}>{t('losses')}</h3>
          <ul className={styles.losses}>
            {losing.map((change) => (
              <li key={change.kind + change.target}>
                <Checkbox checked={consent.has(change.target)} onChecked={(yes) => agree(change.target, yes)}>
                  <strong>{change.message ?? change.target}</strong>
                  {change.loses && <span className={styles.loses}>{change.loses}</span>}
                  {plan.impact
                    .filter((one) => one.target === change.target && one.kind.startsWith('loses'))
                    .map((one) => (
                      <span key={one.kind} className={styles.loses}>
                        {one.message}
                      </span>
                    ))}
                </Checkbox>
              </li>
            ))}
          </ul>
        </>
      )}
      <ImpactList impact={plan.impact.filter((one) => !losing.some((change) => change.target === one.target && one.kind.startsWith('loses')))} />
    </>
  );
}

function ImpactList({ impact }: { impact: Impact[] }) {
  const { t } = useTranslation('publish');
  const { store } = useDraft();
  if (impact.length === 0) return null;
  return (
    <>
      <h3 className={styles.heading}>{t('impact')}</h3>
      <ul className={styles.changes}>
        {impact.map((one) => (
          <li key={one.kind + one.target}>
            <Icon of={TriangleAlert} color="var(--warn)" size={14} />
            <span>{one.message}</span>
            {one.count > 0 && (
              <a className={styles.risk} target="_blank" rel="noreferrer" href={`${paths.list(store.app, one.entity)}${typeof one.filter === 'string' ? `?${new URLSearchParams({ filter: one.filter })}` : ''}`}>
                {t('concerned')}
              </a>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function ChangeIcon({ change }: { change: Change }) {
  const icon = change.kind.startsWith('add') ? CirclePlus : change.kind.startsWith('remove') ? Minus : Pencil;
  return <Icon of={icon} size={14} color="var(--text2)" />;
}
