import { inLanguage } from '@lowcodecrm/web/api';
import { adoptLanguage, useTranslation } from '@lowcodecrm/web/i18n';
import { AppContext, paths } from '@lowcodecrm/web/shell';
import { useShortcut } from '@lowcodecrm/web/ui';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { Outlet, useLocation, useNavigate, useParams } from 'react-router';
import { DraftContext, type DraftMeta, type DraftStore, useDraft, useDraftMeta, useDraftStore, useFollow } from '../draft/index.ts';
import { PublishDialog } from '../publish/PublishDialog.tsx';
import { areas } from './areas.tsx';
import { ConflictDialog } from './ConflictDialog.tsx';
import styles from './DesignFrame.module.css';
import { DesignerContext, type Device, type Place } from './designer.ts';
import { FileDialog } from './FileDialog.tsx';
import { ProblemsBar } from './ProblemsBar.tsx';
import { Rail } from './Rail.tsx';
import { TopBar } from './TopBar.tsx';
import { useKeptFocus } from './useKeptFocus.ts';
import { useRegions } from './useRegions.ts';

const Help = lazy(() => import('./Help.tsx'));

/** An app opened for change: the bar above, the areas at the side, what is wrong below, and the page between them. */
export function DesignFrame() {
  const { app = '' } = useParams();
  return (
    <Suspense>
      <Opened key={app} app={app} />
    </Suspense>
  );
}

function Opened({ app }: { app: string }) {
  const store = useDraftStore(app);
  return (
    <DraftContext value={store}>
      <Described />
    </DraftContext>
  );
}

function Described() {
  const meta = useDraftMeta();
  useFollow();
  if (meta.error && !meta.data) throw meta.error;
  return meta.data ? <Frame meta={meta.data} /> : null;
}

function Frame({ meta }: { meta: DraftMeta }) {
  const { store, save } = useDraft();
  const app = store.app;
  const { t, i18n } = useTranslation('design');
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [device, setDevice] = useState<Device>('desktop');
  const [bar, setBar] = useState<HTMLElement | null>(null);
  const [file, setFile] = useState<Place | null>(null);
  const [publishing, setPublishing] = useState(false);
  const [helping, setHelping] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  useRegions(frame);
  useKeptFocus(frame);
  const key = pathname.split('/')[2];
  const area = areas.find((one) => one.key === key);
  const title = inLanguage(meta.title, i18n.language, meta);

  const designer = useMemo(() => {
    const path = (rest: string) => `/${encodeURIComponent(app)}/${rest}`;
    return {
      app,
      area,
      device,
      setDevice,
      bar,
      path,
      publish: () => setPublishing(true),
      goTo: (place: Place) => {
        void leadTo(place, store).then((found) => (found ? navigate(path(found)) : setFile(place)));
      },
    };
  }, [app, area, device, bar, store, navigate]);
  const context = useMemo(() => ({ name: app, meta }), [app, meta]);

  useEffect(() => {
    void adoptLanguage(meta.user.locale, meta.defaultLocale);
  }, [meta.user.locale, meta.defaultLocale]);
  useEffect(() => {
    document.title = `${title} · ${area ? t(`areas.${area.key}`) : t('title')}`;
  }, [title, area, t]);
  // In a text that is being typed, undoing is the browser's own.
  useShortcut('mod+z', (e) => (isText(e.target) ? false : store.undo()));
  useShortcut(['mod+shift+z', 'mod+y'], (e) => (isText(e.target) ? false : store.redo()));
  useShortcut('mod+shift+p', () => {
    // What is being typed is taken over when it is left.
    (document.activeElement as HTMLElement | null)?.blur();
    setPublishing(true);
  });
  useShortcut('?', () => setHelping(true));
  useEffect(() => {
    const hold = (e: BeforeUnloadEvent) => store.unsaved && e.preventDefault();
    window.addEventListener('beforeunload', hold);
    return () => window.removeEventListener('beforeunload', hold);
  }, [store]);

  return (
    <AppContext value={context}>
      <DesignerContext value={designer}>
        <div ref={frame} className={styles.frame}>
          <TopBar title={title} onBar={setBar} />
          <Rail onHelp={() => setHelping(true)} />
          <main className={styles.page} tabIndex={-1}>
            <Suspense>
              <Outlet />
            </Suspense>
          </main>
          <ProblemsBar diagnostics={meta.diagnostics} />
        </div>
        <div className={styles.narrow}>
          <p>{t('narrow')}</p>
          <p>
            <a href={paths.home(app)}>{t('backTo', { app: title })}</a>
          </p>
        </div>
        {save.kind === 'conflict' && <ConflictDialog files={save.files} />}
        {file && <FileDialog place={file} onClose={() => setFile(null)} />}
        {helping && (
          <Suspense>
            <Help onClose={() => setHelping(false)} />
          </Suspense>
        )}
        {publishing && <PublishDialog onClose={() => setPublishing(false)} />}
      </DesignerContext>
    </AppContext>
  );
}

/** The first area that knows where a place is mended; null: none. */
async function leadTo(place: Place, store: DraftStore): Promise<string | null> {
  for (const area of areas) {
    const found = await Promise.resolve(area.locate?.(place, store)).catch(() => null);
    if (found) return found;
  }
  return null;
}

const isText = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input:not([type=checkbox]):not([type=radio]), textarea, [contenteditable]:not([contenteditable=false]), .monaco-editor') !== null;
