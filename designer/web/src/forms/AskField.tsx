import type { UiElement } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { announce } from '@lowcodecrm/web/ui';
import { useRef } from 'react';
import { AddFieldDialog } from '../data/AddFieldDialog.tsx';
import { useDraft } from '../draft/index.ts';
import { inBoth } from './bothLanguages.ts';
import { useCanvas } from './canvas.ts';
import { useDesign } from './design.ts';
import { formValue } from './formFiles.ts';
import { after, controlOf, insert, move, type Path, pathOfField, type Target } from './layout.ts';

/** A new field that is to be told more about before it is there; then it lands where it was put. */
export function AskField({ type, target, onClose }: { type?: string; target?: Target; onClose: () => void }) {
  const { t } = useTranslation('forms');
  const { store } = useDraft();
  const canvas = useCanvas();
  const { entity, file, layout: before } = useDesign();
  const landed = useRef<Path | null>(null);
  return (
    <AddFieldDialog
      entity={entity}
      given={type ? { type } : undefined}
      onClose={onClose}
      also={(edits, name) => {
        // The field and its place on the form are one step.
        const layout = store.json(file) ? (edits.json(file) as unknown as UiElement) : before;
        const control = controlOf(name);
        const there = pathOfField(layout, name);
        const to = target ?? after(layout, canvas.snapshot().selected, control);
        const placed = there ? (move(layout, there, to) ?? { layout, path: there }) : insert(layout, to, control);
        if (!placed) return;
        edits.put(file, formValue(store.json(file), placed.layout, store.json(file) ? undefined : inBoth(store, 'main')));
        landed.current = placed.path;
      }}
      onAdded={(name) => {
        onClose();
        canvas.set({ selected: landed.current });
        announce(t('added', { what: name }));
      }}
    />
  );
}
