import type { UiElement } from '@lowcodecrm/web/api';
import { RecordForm, type RecordModel } from '@lowcodecrm/web/forms';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { useApp } from '@lowcodecrm/web/shell';
import { Button, composing, EmptyState, Segmented } from '@lowcodecrm/web/ui';
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useRef, useState } from 'react';
import { labelOf, useDraft } from '../draft/index.ts';
import { useDesigner } from '../shell/designer.ts';
import { Block, DropInside } from './Block.tsx';
import styles from './Canvas.module.css';
import { useCanvas, useCanvasValue } from './canvas.ts';
import { useDesign } from './design.ts';
import { type Path, parentOf, sideOf, stepOf, walk } from './layout.ts';

/** For so many frames after it moved, a block is looked for that is to have the focus. */
const followFrames = 30;

const decorate = (element: UiElement, path: string, drawn: ReactNode) => (
  <Block element={element} path={path}>
    {drawn}
  </Block>
);

/** The form as the app draws it, on a record, to be arranged or tried. */
export function Canvas({ model, head, sheet, onInspect }: { model: RecordModel; head: ReactNode; sheet: Ref<HTMLDivElement>; onInspect: () => void }) {
  const { t, i18n } = useTranslation('forms');
  const { store } = useDraft();
  const { device } = useDesigner();
  const { text } = useApp();
  const design = useDesign();
  const canvas = useCanvas();
  const [mode, setMode] = useState<'arrange' | 'try'>('arrange');
  const box = useRef<HTMLDivElement>(null);
  const selected = useCanvasValue((state) => state.selected);
  const atRoot = useCanvasValue(({ drop }) => drop?.parent === '' && (design.layout.elements?.length ?? 0) === 0);
  const follow = useRef(false);
  const entityName = text(design.meta?.label) || labelOf(store, design.entity.value, i18n.language, design.entity.name);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what moves keeps its place at times, and is drawn anew
  useEffect(() => {
    // The focus goes along with what it is on. The form draws a new layout some frames later, and may draw it twice.
    if (!follow.current || selected === null) return;
    canvas.focus = selected;
    let left = followFrames;
    const again = () => {
      const block = box.current?.querySelector<HTMLElement>(`[data-path="${selected}"]`);
      const here = document.activeElement;
      if (block && here !== block && (here === document.body || (left > followFrames - 3 && box.current?.contains(here)))) {
        block.focus({ preventScroll: true });
        block.scrollIntoView({ block: 'nearest' });
      }
      left--;
      follow.current = left > 0;
      if (left > 0) frame = requestAnimationFrame(again);
    };
    let frame = requestAnimationFrame(again);
    return () => cancelAnimationFrame(frame);
  }, [selected, design.layout]);

  const choose = (path: Path | null) => {
    follow.current = path !== null;
    canvas.set({ selected: path });
  };
  const keys = (e: KeyboardEvent<HTMLElement>) => {
    if (composing(e) || mode === 'try') return;
    const target = e.target as HTMLElement;
    const path = target.closest<HTMLElement>('[data-path]')?.dataset.path;
    if (!path || (target.closest('button, [role=tab]') && !e.altKey && !['Delete', 'Escape'].includes(e.key))) return;
    const visible = [...walk(design.layout)].map(([, at]) => at).filter((at) => box.current?.querySelector(`[data-path="${at}"]`)?.getClientRects().length);
    const at = visible.indexOf(path);
    const done = () => {
      e.preventDefault();
      e.stopPropagation();
    };
    const step = e.key === 'ArrowUp' || e.key === 'ArrowLeft' ? -1 : 1;
    if (e.key.startsWith('Arrow') && e.altKey) {
      done();
      follow.current = true;
      const upright = e.key === 'ArrowUp' || e.key === 'ArrowDown';
      design.move(path, (upright ? stepOf : sideOf)(design.layout, path, step));
    } else if (e.key.startsWith('Arrow') && !e.metaKey && !e.ctrlKey) {
      done();
      const next = visible[at + step];
      if (next) choose(next);
    } else if (e.key === 'Home' || e.key === 'End') {
      done();
      choose((e.key === 'Home' ? visible[0] : visible.at(-1)) ?? null);
    } else if (e.key.toLowerCase() === 'd' && (e.metaKey || e.ctrlKey)) {
      done();
      follow.current = true;
      design.copy(path);
    } else if (e.key === 'Delete' || e.key === 'Backspace') {
      done();
      follow.current = true;
      design.takeOff(path);
    } else if (e.key === 'Enter' || e.key === ' ') {
      done();
      canvas.set({ selected: path });
      if (e.key === 'Enter') onInspect();
    } else if (e.key === 'Escape') {
      done();
      choose(parentOf(path).parent || null);
    }
  };
  return (
    <div className={styles.canvas} data-device={device}>
      <div className={styles.above}>
        {head}
        <Segmented
          label={t('mode')}
          value={mode}
          onValue={setMode}
          options={[
            { key: 'arrange', label: t('arrange') },
            { key: 'try', label: t('try') },
          ]}
        />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the blocks within are what is pressed and what takes keys; they bubble here */}
      <div
        ref={box}
        className={styles.sheet}
        onKeyDown={keys}
        onFocus={(e) => {
          const path = (e.target as HTMLElement).dataset.path;
          if (path && mode === 'arrange') {
            canvas.focus = path;
            canvas.set({ selected: path });
          }
        }}
        onBlur={(e) => {
          if (e.relatedTarget) canvas.focus = null;
        }}
        onClick={(e) => {
          if (mode === 'try') return;
          const target = e.target as HTMLElement;
          const tab = target.closest<HTMLElement>('[role=tab]');
          const path = target.closest<HTMLElement>('[data-path]')?.dataset.path ?? null;
          if (tab && path) canvas.set({ selected: `${path}.elements.${tab.dataset.key}` });
          else if (!target.closest('[role=toolbar]')) canvas.set({ selected: path });
        }}
      >
        <h2 className={styles.title}>{t('editing', { entity: entityName })}</h2>
        {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a name */}
        <div ref={sheet} className={styles.form} role={mode === 'arrange' ? 'application' : 'group'} aria-label={mode === 'arrange' ? t('canvas', { entity: entityName }) : t('editing', { entity: entityName })}>
          <RecordForm model={model} layout={design.layout} decorate={mode === 'arrange' ? decorate : undefined} />
          {(design.layout.elements?.length ?? 0) === 0 && (atRoot ? <DropInside /> : <EmptyState title={t('emptyForm')} />)}
        </div>
        <footer className={styles.foot} inert>
          <Button>{t('common:cancel')}</Button>
          <Button kind="primary">{t('common:save')}</Button>
        </footer>
      </div>
    </div>
  );
}
