import { useEffect } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useSession } from '../api/session.ts';
import { adoptLanguage } from '../i18n/index.ts';
import { Notices } from './Notices.tsx';

/** Only for who is signed in; others go to the sign-in screen and come back. */
export function SignedIn() {
  const { data: session, isPending, error } = useSession();
  const location = useLocation();
  const locale = session?.user.locale;
  useEffect(() => {
    if (session) void adoptLanguage(locale);
  }, [session, locale]);
  if (error) throw error;
  if (isPending) return null;
  if (!session) {
    // The designer is a page of its own, without a sign-in screen.
    const { pathname } = window.location;
    if (pathname.startsWith('/design')) return <Elsewhere to={`/sign-in?back=${encodeURIComponent(pathname + location.search)}`} />;
    return <Navigate replace to={pathname === '/' ? '/sign-in' : `/sign-in?back=${encodeURIComponent(pathname + location.search)}`} />;
  }
  return (
    <>
      <Outlet />
      <Notices user={session.user} />
    </>
  );
}

function Elsewhere({ to }: { to: string }) {
  useEffect(() => window.location.replace(to), [to]);
  return null;
}
