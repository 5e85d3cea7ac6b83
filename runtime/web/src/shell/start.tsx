import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { startI18n } from '../i18n/index.ts';
import { Root } from './Root.tsx';
import { routes } from './routes.tsx';

export async function start() {
  await startI18n();
  const router = createBrowserRouter(routes);
  createRoot(document.getElementById('root')!).render(<Root router={router} />);
}
