import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/http.ts';
import { changePassword, type SignedIn, useSession } from '../../api/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import styles from './settings.module.css';

type Errors = { current?: string; next?: string; repeated?: string };
const NOTHING = { current: '', next: '', repeated: '' };

/** Who came by a one-time link has no password yet: none is asked for. */
export function PasswordForm({ autoFocus }: { autoFocus?: boolean }) {
  const { t } = useTranslation('settings');
  const { data: session } = useSession();
  const client = useQueryClient();
  const isFirst = session?.user.hasPassword === false;
  const [typed, setTyped] = useState(NOTHING);
  const [errors, setErrors] = useState<Errors>({});
  const [state, setState] = useState<'busy' | 'done' | null>(null);
  const set = (name: keyof typeof NOTHING) => (value: string) => {
    setTyped({ ...typed, [name]: value });
    setErrors({ ...errors, [name]: undefined });
    setState(null);
  };
  const submit = async (e: FormEvent) => {
    e.preventDefault();
    if (!typed.next) return setErrors({ next: t('newNeeded') });
    if (typed.next !== typed.repeated) return setErrors({ repeated: t('notTheSame') });
    setState('busy');
    try {
      await changePassword(typed.current, typed.next);
      setTyped(NOTHING);
      setErrors({});
      setState('done');
      client.setQueryData<SignedIn | null>(['session'], (old) => old && { ...old, user: { ...old.user, hasPassword: true } });
    } catch (error) {
      setState(null);
      if (!(error instanceof ApiError)) setErrors({ next: t('unreachable') });
      else if (error.code === 'wrong_password') setErrors({ current: error.message });
      else setErrors({ next: error.details[0]?.message ?? error.message });
    }
  };
  const input = (name: keyof typeof NOTHING, autoComplete: string, focused = false) => (
    <Field label={t(`passwords.${name}`)} error={errors[name]}>
      {(control) => <Input {...control} type="password" autoComplete={autoComplete} value={typed[name]} onValue={set(name)} autoFocus={focused} />}
    </Field>
  );
  return (
    <form className={styles.form} onSubmit={(e) => void submit(e)} noValidate>
      <input type="text" name="username" autoComplete="username" value={session?.user.name ?? ''} readOnly hidden />
      {!isFirst && input('current', 'current-password')}
      {input('next', 'new-password', autoFocus)}
      {input('repeated', 'new-password')}
      <div className={styles.submit}>
        <Button type="submit" busy={state === 'busy'} disabled={!typed.next}>
          {t(isFirst ? 'setPassword' : 'changePassword')}
        </Button>
        <span role="status">{state === 'done' && t('passwordChanged')}</span>
      </div>
    </form>
  );
}
