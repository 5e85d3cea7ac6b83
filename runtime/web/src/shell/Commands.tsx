import { createContext, lazy, type ReactNode, Suspense, useContext, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { useShortcut } from '../ui/keys.ts';
import { useApp } from './app.ts';
import { paths } from './paths.ts';

const Palette = lazy(() => import('./Palette.tsx'));
const Help = lazy(() => import('./Help.tsx'));

type Commands = { openPalette: () => void; openHelp: () => void };
const Context = createContext<Commands | null>(null);

/** The palette and the help, from wherever they are called. */
export function useCommands(): Commands {
  const commands = useContext(Context);
  if (!commands) throw new Error('useCommands is for screens inside an app.');
  return commands;
}

export function Commands({ children }: { children: ReactNode }) {
  const { name } = useApp();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'palette' | 'help' | null>(null);
  const commands = useMemo(() => ({ openPalette: () => setOpen('palette'), openHelp: () => setOpen('help') }), []);
  useShortcut('mod+k', commands.openPalette);
  useShortcut('?', commands.openHelp);
  useShortcut('g h', () => navigate(paths.home(name)));
  const close = () => setOpen(null);
  return (
    <Context value={commands}>
      {children}
      <Suspense>
        {open === 'palette' && <Palette onClose={close} />}
        {open === 'help' && <Help onClose={close} />}
      </Suspense>
    </Context>
  );
}
