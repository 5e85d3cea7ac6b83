import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { ApiError } from '../api/http.ts';
import { signIn } from '../api/session.ts';
import { chooseLanguage, languageNames, languages } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { Input } from '../ui/Input.tsx';
import styles from './SignIn.module.css';

/** Where to go after: within this site alone. */
const within = (back: string | null) => (back?.startsWith('/') && !back.startsWith('//') && !back.startsWith('/\\') ? back : '/');

export function SignIn() {
  const { t, i18n } = useTranslation('shell');
  const navigate = useNavigate();
  const client = useQueryClient();
  const [params] = useSearchParams();
  const back = within(params.get('back'));
  useEffect(() => {
    document.title = t('signIn.title');
  }, [t]);
  return (
    <main className={styles.page}>
      <div className={styles.box}>
        <h1>{t('signIn.title')}</h1>
        <SignInForm
          onSignedIn={async () => {
            await client.resetQueries({ queryKey: ['session'] });
            // The designer is another page of this server.
            if (back.startsWith('/design')) window.location.assign(back);
            else await navigate(back, { replace: true });
          }}
        />
        <p className={styles.hint}>{t('signIn.link')}</p>
      </div>
      <div className={styles.languages}>
        {languages.map((one) => (
          <Button key={one} kind="text" size="small" lang={one} aria-pressed={one === i18n.language} onClick={() => void chooseLanguage(one)}>
            {languageNames[one]}
          </Button>
        ))}
      </div>
    </main>
  );
}

/** Also asked again in place, when a session has ended: `user` is then known. */
export function SignInForm({ user, onSignedIn }: { user?: string; onSignedIn: (name: string) => void | Promise<void> }) {
  const { t } = useTranslation('shell');
  const [name, setName] = useState(user ?? '');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (e: FormEvent) => {
    e.preventDefault();
    e.stopPropagation();
    setBusy(true);
    setProblem(null);
    try {
      const session = await signIn(name.trim(), password);
      await onSignedIn(session.user.id);
    } catch (error) {
      setProblem(error instanceof ApiError ? error.message : t('offline'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className={styles.form} method="post" onSubmit={(e) => void submit(e)}>
      <Field label={t('signIn.user')}>{(field) => <Input {...field} name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} required autoFocus={!user} value={name} onValue={setName} />}</Field>
      <Field label={t('signIn.password')} error={problem}>
        {(field) => <Input {...field} name="password" type="password" autoComplete="current-password" required data-first={user ? true : undefined} value={password} onValue={setPassword} />}
      </Field>
      <Button type="submit" kind="primary" busy={busy}>
        {t('signIn.submit')}
      </Button>
    </form>
  );
}
