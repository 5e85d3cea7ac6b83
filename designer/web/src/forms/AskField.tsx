import type { UiElement } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { AddFieldDialog } from '../data/AddFieldDialog.tsx';
import { useDraft } from '../draft/index.ts';
import { useCanvas } from './canvas.ts';
import { useDesign } from './design.ts';
import { after, controlOf, insert, move, pathOfField, type Target } from './layout.ts';

/** A new field that is to be told more about before it is there; then it lands where it was put. */
export function AskField({ type, target, onClose }: { type?: string; target?: Target; onClose: () => void }) {
  const { t } = useTranslation('forms');
  const { store } = useDraft();
  const canvas = useCanvas();
  const { entity, file, layout: before, apply } = useDesign();
  return (
    <AddFieldDialog
      entity={entity}
      given={type ? { type } : undefined}
      onClose={onClose}
      onAdded={(name) => {
        onClose();
        const layout = (store.json(file) as UiElement | null) ?? before;
        const control = controlOf(name);
        const there = pathOfField(layout, name);
        const to = target ?? after(layout, canvas.snapshot().selected, control);
        apply(t('added', { what: name }), there ? (move(layout, there, to) ?? { layout, path: there }) : insert(layout, to, control));
      }}
    />
  );
}
