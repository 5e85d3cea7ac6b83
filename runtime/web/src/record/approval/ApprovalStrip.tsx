import { CircleCheck, CircleX, Hourglass, Send, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApprovalPosition, type ApprovalVerb, type Asked, lastMoment, useApprovals } from '../../api/approvals.ts';
import { fieldOf } from '../../api/meta.ts';
import { formatDateTime } from '../../i18n/formats.ts';
import { useApp } from '../../shell/app.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { later } from '../../ui/later.tsx';
import { useRecordPage } from '../context.ts';
import { useCalled } from '../values/useUsers.ts';
import styles from './approval.module.css';

const DecisionDialog = later(() => import('./DecisionDialog.tsx').then((m) => m.DecisionDialog));

const icons = { pending: Hourglass, approved: CircleCheck, rejected: CircleX, returned: Undo2, withdrawn: Undo2 };

/** Where the record stands in its approvals, for whom it waits, and what the user may do about it. */
export function ApprovalStrip() {
  const { name: app } = useApp();
  const { entity, record } = useRecordPage();
  const has = (entity.approvals?.length ?? 0) > 0;
  const { data } = useApprovals(app, entity.name, record.id, has);
  const shown = (data ?? []).filter((one) => one.state || one.may.length > 0);
  return shown.map((one) => <Strip key={one.name} position={one} />);
}

function Strip({ position }: { position: ApprovalPosition }) {
  const { t } = useTranslation('record');
  const { meta, language, text, timeZone } = useApp();
  const called = useCalled();
  const { entity } = useRecordPage();
  const [verb, setVerb] = useState<ApprovalVerb | null>(null);
  const { state, steps = [], waitingFor = [], decisions = [], may, due } = position;
  const nameOf = ({ name, role }: Asked) => (role && text(meta.roles.find((one) => one.name === role)?.label)) || name;
  const last = decisions.at(-1);
  const step = steps.find((one) => one.state === 'current');
  const locked = position.locked.flatMap((name) => fieldOf(entity, name) ?? []).map((field) => text(field.label));
  const primary: ApprovalVerb | undefined = may.includes('approve') ? 'approve' : may.includes('submit') ? 'submit' : undefined;
  return (
    <section className={styles.strip} aria-label={position.label} data-state={state ?? 'open'}>
      <Icon of={state ? icons[state] : Send} size={16} />
      <div className={styles.what}>
        <p>
          <strong>{position.label}</strong> <span>{t(`approval.states.${state ?? 'open'}`)}</span>
          {step && steps.length > 1 && <span>{t('approval.step', { step: step.label, at: steps.indexOf(step) + 1, of: steps.length })}</span>}
        </p>
        {state === 'pending' && (
          <p className={styles.who}>
            <span>{t('approval.waitingFor', { who: waitingFor.map(nameOf).join(t('approval.comma')) })}</span>
            {(position.needed ?? 1) > 1 && <span>{t('approval.quorum', { given: position.given, needed: position.needed })}</span>}
            {due && <span className={position.overdue ? styles.overdue : undefined}>{t(position.overdue ? 'approval.overdue' : 'approval.due', { when: formatDateTime(lastMoment(due), language, timeZone) })}</span>}
            {locked.length > 0 && <span>{t('approval.locked', { fields: locked.join(t('approval.comma')) })}</span>}
          </p>
        )}
        {last && (state !== 'pending' || last.comment) && (
          <p className={styles.who}>
            <span>{t(`approval.did.${last.kind}`, { who: called(last.by), to: last.to ?? '', when: formatDateTime(last.at, language, timeZone) })}</span>
            {last.comment && <q>{last.comment}</q>}
          </p>
        )}
      </div>
      {may.length > 0 && (
        <div className={styles.ways}>
          {may.map((one) => (
            <Button key={one} size="small" kind={one === primary ? 'primary' : 'default'} onClick={() => setVerb(one)}>
              {t(`approval.verbs.${one}`)}
            </Button>
          ))}
        </div>
      )}
      {verb && <DecisionDialog position={position} verb={verb} onClose={() => setVerb(null)} />}
    </section>
  );
}
