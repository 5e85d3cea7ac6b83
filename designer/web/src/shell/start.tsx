import { startI18n } from '@lowcodecrm/web/i18n';
import { Root } from '@lowcodecrm/web/shell';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { texts } from '../i18n/index.ts';
import { routes } from './routes.tsx';

export async function start() {
  await startI18n(texts);
  const router = createBrowserRouter(routes, { basename: '/design' });
  createRoot(document.getElementById('root')!).render(<Root router={router} />);
}
