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
  const { name, meta } = useApp();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'palette' | 'help' | null>(null);
  const commands = useMemo(() => ({ openPalette: () => setOpen('palette'), openHelp: () => setOpen('help') }), []);
  useShortcut('mod+k', commands.openPalette);
  useShortcut('?', commands.openHelp);
  useShortcut('g h', () => navigate(paths.home(name)));
  useShortcut('g i', () => navigate(paths.inbox(name)));
  // G and a digit: the entries of the sidebar, counted from the top.
  const places = meta.navigation.flatMap((group) => group.items);
  useShortcut(
    places.slice(0, 9).map((_, i) => `g ${i + 1}`),
    (e) => navigate(paths.list(name, places[Number(e.key) - 1]!)),
  );
  // C makes one of what is looked at, or of what comes first. The address is asked when the key is pressed: the screen that it leads to may still be under way.
  const made = () => {
    const here = decodeURIComponent(window.location.pathname.split('/')[3] ?? '');
    return meta.entities.some((entity) => entity.name === here && !entity.system) ? here : places[0]!;
  };
  useShortcut('c', () => navigate(paths.create(name, made())), { enabled: places.length > 0, last: true });
  // Screens with a search of their own take / first.
  useShortcut('/', commands.openPalette, { last: true });
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
