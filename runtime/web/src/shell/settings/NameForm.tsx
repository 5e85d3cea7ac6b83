import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/http.ts';
import { metaKey } from '../../api/meta.ts';
import { saveProfile, useSession } from '../../api/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import { useApp } from '../app.ts';
import styles from './settings.module.css';

/** What others see one called. */
export function NameForm() {
  const { t } = useTranslation('settings');
  const { name: app } = useApp();
  const { data: session } = useSession();
  const client = useQueryClient();
  const stored = { displayName: session?.user.displayName ?? '', reading: session?.user.reading ?? '' };
  const [typed, setTyped] = useState<Partial<typeof stored>>({});
  const [state, setState] = useState<{ busy?: boolean; done?: boolean; error?: string }>({});
  const { displayName, reading } = { ...stored, ...typed };
  const changed = displayName !== stored.displayName || reading !== stored.reading;
  const type = (change: Partial<typeof stored>) => {
    setTyped({ ...typed, ...change });
    setState({});
  };
  const submit = async (e: FormEvent) => {
    e.preventDefault();
    if (!displayName.trim()) return setState({ error: t('nameNeeded') });
    setState({ busy: true });
    try {
      client.setQueryData(['session'], await saveProfile({ displayName: displayName.trim(), reading: reading.trim() || null }));
      setTyped({});
      setState({ done: true });
      await client.invalidateQueries({ queryKey: metaKey(app) });
    } catch (error) {
      setState({ error: error instanceof ApiError ? (error.details[0]?.message ?? error.message) : t('unreachable') });
    }
  };
  return (
    <form className={styles.form} onSubmit={(e) => void submit(e)} noValidate>
      <Field label={t('displayName')} error={state.error}>
        {(control) => <Input {...control} value={displayName} onValue={(value) => type({ displayName: value })} autoComplete="name" />}
      </Field>
      <Field label={t('reading')} hint={t('readingHint')}>
        {(control) => <Input {...control} value={reading} onValue={(value) => type({ reading: value })} />}
      </Field>
      <div className={styles.submit}>
        <Button type="submit" busy={state.busy} disabled={!changed}>
          {t('common:save')}
        </Button>
        <span role="status">{state.done && t('saved')}</span>
      </div>
    </form>
  );
}
