import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApprovalPosition, type ApprovalVerb, decide, usePeople } from '../../api/approvals.ts';
import { ApiError } from '../../api/http.ts';
import { keepRecord } from '../../api/records.ts';
import { useApp } from '../../shell/app.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextArea } from '../../ui/Input.tsx';
import { Select } from '../../ui/Select.tsx';
import { useRecordPage } from '../context.ts';
import styles from './approval.module.css';

/** What somebody says with a decision, and to whom it is handed on. */
export function DecisionDialog({ position, verb, onClose }: { position: ApprovalPosition; verb: ApprovalVerb; onClose: () => void }) {
  const { t } = useTranslation('record');
  const { name: app } = useApp();
  const { entity, record } = useRecordPage();
  const client = useQueryClient();
  const id = useId();
  const [comment, setComment] = useState('');
  const [to, setTo] = useState<string | null>(null);
  const [search, setSearch] = useState('');
  const delegates = verb === 'delegate';
  const people = usePeople(app, search, delegates);
  const send = useMutation({
    mutationFn: () => decide(app, entity.name, record.id, verb, { approval: position.name, step: position.step, comment: comment || undefined, to: to ?? undefined }),
    onSuccess: (saved) => {
      keepRecord(client, app, entity.name, saved);
      void client.invalidateQueries({ queryKey: ['records', app, '$inbox'] });
      onClose();
    },
  });
  const failed = send.error ? (send.error instanceof ApiError ? send.error.message : t('unreachable')) : null;
  return (
    <Dialog
      title={t('approval.title', { verb: t(`approval.verbs.${verb}`), label: position.label })}
      onClose={onClose}
      dirty={comment.length > 0}
      submit={{ label: t(`approval.verbs.${verb}`), onSubmit: () => send.mutate(), busy: send.isPending, disabled: delegates && !to, danger: verb === 'reject' }}
    >
      <div className={styles.form}>
        {delegates && (
          <>
            <label htmlFor={`${id}-to`}>{t('approval.to')}</label>
            <Select
              id={`${id}-to`}
              label={t('approval.to')}
              value={to}
              onValue={setTo}
              onSearch={setSearch}
              loading={people.isPending}
              options={(people.data ?? []).map((user) => ({ value: user.id, label: user.displayName, find: user.reading ?? undefined }))}
            />
          </>
        )}
        <label htmlFor={id}>{t('approval.comment')}</label>
        <TextArea id={id} value={comment} onValue={setComment} maxLength={2000} />
        {failed && (
          <p role="alert" className={styles.overdue}>
            {failed}
          </p>
        )}
      </div>
    </Dialog>
  );
}
