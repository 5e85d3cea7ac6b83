import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/http.ts';
import { useApp } from '../../shell/app.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Select } from '../../ui/Select.tsx';
import type { ListView, Sharing } from '../state/views.ts';
import styles from './views.module.css';

const ROLE = 'role:';

/** For whom a view is, and who may change it. */
export function ShareDialog({ view, onShare, onClose }: { view: ListView; onShare: (sharing: Sharing) => Promise<void>; onClose: () => void }) {
  const { t } = useTranslation('list');
  const { meta, text, user } = useApp();
  const { shared } = view;
  const before = !shared ? 'me' : shared.role === null ? 'all' : `${ROLE}${shared.role}`;
  const [who, setWho] = useState<string>(before);
  const [editors, setEditors] = useState<'owner' | 'all'>(shared?.editors ?? 'owner');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const owner = shared && shared.owner.id !== user.id ? shared.owner.name : null;
  const submit = async () => {
    setBusy(true);
    setProblem('');
    try {
      await onShare(who === 'me' ? null : { role: who === 'all' ? null : who.slice(ROLE.length), editors });
    } catch (error) {
      setBusy(false);
      setProblem(error instanceof ApiError ? error.message : t('unreachable'));
    }
  };
  return (
    <Dialog title={t('share.of', { view: view.title })} onClose={onClose} dirty={who !== before || editors !== (shared?.editors ?? 'owner')} submit={{ label: t('common:save'), onSubmit: () => void submit(), busy }}>
      <div className={styles.share}>
        {owner && <p>{t('share.by', { owner })}</p>}
        <Field label={t('share.who')} error={problem} hint={who === 'me' && shared ? t('share.back') : undefined}>
          {(control) => (
            <Select
              {...control}
              label={t('share.who')}
              value={who}
              onValue={(next) => next && setWho(next)}
              options={[
                { value: 'me', label: t('share.me') },
                { value: 'all', label: t('share.all') },
                ...meta.roles.map((role) => ({ value: `${ROLE}${role.name}`, label: t('share.role', { role: text(role.label) || role.name }) })),
              ]}
            />
          )}
        </Field>
        {who !== 'me' && (
          <Field label={t('share.editors')} hint={t('share.hint')}>
            {(control) => (
              <Select
                {...control}
                label={t('share.editors')}
                value={editors}
                onValue={(next) => next && setEditors(next)}
                options={[
                  { value: 'owner', label: owner ?? t('share.meAlone') },
                  { value: 'all', label: t('share.everyReader') },
                ]}
              />
            )}
          </Field>
        )}
      </div>
    </Dialog>
  );
}
