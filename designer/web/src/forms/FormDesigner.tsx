import { DndContext, type DragEndEvent, DragOverlay, type DragStartEvent, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { useEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useSearchParams } from 'react-router';
import type { EntityDraft } from '../draft/index.ts';
import { InBar } from '../shell/InBar.tsx';
import { AskField } from './AskField.tsx';
import { Canvas } from './Canvas.tsx';
import { CanvasContext, CanvasStore, useCanvasValue } from './canvas.ts';
import { DesignContext, type Fresh } from './design.ts';
import { targetAt } from './dropTarget.ts';
import { FormMenu } from './FormMenu.tsx';
import styles from './Forms.module.css';
import type { FormDraft } from './formFiles.ts';
import { Inspector } from './Inspector.tsx';
import { controlOf, elementAt, pathOfField } from './layout.ts';
import { Palette } from './Palette.tsx';
import { PreviewHead } from './PreviewHead.tsx';
import { useFormDesign } from './useFormDesign.tsx';
import { usePreview } from './usePreview.ts';

/** One form: what can be put on it, the form itself, and what is chosen of it. */
export function FormDesigner({ entity, form, forms }: { entity: EntityDraft; form: FormDraft; forms: FormDraft[] }) {
  const { t } = useTranslation('forms');
  const [canvas] = useState(() => new CanvasStore());
  const [role, setRole] = useState<string | null>(null);
  const [search] = useSearchParams();
  const { design, asking, stopAsking, placedFields } = useFormDesign(entity, form, canvas, role);
  const preview = usePreview(entity.name);
  const sheet = useRef<HTMLDivElement>(null);
  const inspector = useRef<HTMLElement>(null);
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 5 } }));
  const latest = useRef(design);
  latest.current = design;

  const wanted = search.get('field');
  // biome-ignore lint/correctness/useExhaustiveDependencies: chosen once, when the address names it
  useEffect(() => {
    const path = wanted && pathOfField(design.layout, wanted);
    if (path) canvas.set({ selected: path });
  }, [wanted]);

  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);
  const onDragStart = ({ active, activatorEvent }: DragStartEvent) => {
    const { path = null, fresh } = active.data.current as { path?: string; fresh?: Fresh };
    const now = latest.current;
    const element = path !== null ? elementAt(now.layout, path)! : fresh?.kind === 'layout' ? { type: fresh.type, elements: [] } : controlOf('');
    canvas.set({ dragged: { path, label: path !== null ? now.nameOf(element) : now.labelOfFresh(fresh!) }, drop: null, ...(path !== null && { selected: path }) });
    let frame = 0;
    const moved = (e: PointerEvent) => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const drop = sheet.current && targetAt(sheet.current, e.clientX, e.clientY, latest.current.layout, { element, from: path });
        if (drop !== undefined) canvas.set({ drop });
      });
    };
    if (activatorEvent instanceof PointerEvent) moved(activatorEvent);
    window.addEventListener('pointermove', moved);
    stop.current = () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('pointermove', moved);
      canvas.set({ dragged: null, drop: null });
      stop.current = null;
    };
  };
  const onDragEnd = ({ active }: DragEndEvent) => {
    const { drop } = canvas.snapshot();
    const { path = null, fresh } = active.data.current as { path?: string; fresh?: Fresh };
    stop.current?.();
    if (!drop) return;
    if (path !== null) latest.current.move(path, drop);
    else if (fresh) latest.current.add(fresh, drop);
  };
  const silent = useMemo(() => ({ onDragStart: () => undefined, onDragOver: () => undefined, onDragEnd: () => undefined, onDragCancel: () => undefined }), []);

  return (
    <CanvasContext value={canvas}>
      <DesignContext value={design}>
        <InBar>
          <FormMenu entity={entity} form={form} forms={forms} />
        </InBar>
        <DndContext
          sensors={sensors}
          autoScroll={{ threshold: { x: 0, y: 0.06 }, acceleration: 6 }}
          onDragStart={onDragStart}
          onDragEnd={onDragEnd}
          onDragCancel={() => stop.current?.()}
          accessibility={{ announcements: silent, screenReaderInstructions: { draggable: t('moveHint') } }}
        >
          <div className={styles.page}>
            <Palette placed={placedFields} />
            <Canvas
              model={preview.model}
              sheet={sheet}
              head={<PreviewHead preview={preview} role={role} onRole={setRole} />}
              onInspect={() => inspector.current?.querySelector<HTMLElement>('[data-body] :is(input, select, textarea, button, [tabindex="0"])')?.focus()}
            />
            <Inspector ref={inspector} form={form} />
          </div>
          {createPortal(
            <DragOverlay dropAnimation={null} style={{ pointerEvents: 'none' }}>
              <InHand />
            </DragOverlay>,
            document.body,
          )}
        </DndContext>
        {asking && <AskField type={asking.type} target={asking.target} onClose={stopAsking} />}
      </DesignContext>
    </CanvasContext>
  );
}

function InHand() {
  const label = useCanvasValue((state) => state.dragged?.label ?? null);
  return label && <span className={styles.inHand}>{label}</span>;
}
