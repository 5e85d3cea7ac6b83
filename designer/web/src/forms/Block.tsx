import { useDraggable } from '@dnd-kit/core';
import type { UiElement } from '@lowcodecrm/web/api';
import { type RecordModel, useFieldView, useModel } from '@lowcodecrm/web/forms';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { Icon, IconButton } from '@lowcodecrm/web/ui';
import { Copy, EyeOff, GripVertical, Lock, X } from 'lucide-react';
import { memo, type ReactNode, useEffect, useRef } from 'react';
import styles from './Block.module.css';
import { useCanvas, useCanvasValue } from './canvas.ts';
import { useDesign } from './design.ts';
import { elementAt, fieldOfElement, isContainer, type Path, parentOf } from './layout.ts';

/** An element of the form on the canvas: chosen, dragged, and where something else lands beside it. */
export const Block = memo(function Block({ element, path, children }: { element: UiElement; path: Path; children: ReactNode }) {
  const design = useDesign();
  const { parent, index } = parentOf(path);
  const holder = elementAt(design.layout, parent);
  const siblings = holder?.elements?.length ?? 0;
  const selected = useCanvasValue((state) => state.selected === path);
  const first = useCanvasValue((state) => state.selected === null && path === 'elements.0');
  const lifted = useCanvasValue((state) => state.dragged?.path === path);
  const drop = useCanvasValue(({ drop: at }) => {
    if (!at) return null;
    if (at.parent === path) return isContainer(element) && (element.elements?.length ?? 0) === 0 ? 'inside' : null;
    if (at.parent !== parent) return null;
    if (at.beside) return at.index === index ? at.beside : null;
    return at.index === index ? 'before' : at.index === siblings && index === siblings - 1 ? 'after' : null;
  });
  const canvas = useCanvas();
  const own = useRef<HTMLDivElement>(null);
  // What had the focus while the form was drawn anew has it again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the block is there
  useEffect(() => {
    if (canvas.focus === path && document.activeElement === document.body) own.current?.focus({ preventScroll: true });
  }, []);
  const row = holder?.type === 'HorizontalLayout';
  const field = fieldOfElement(element);
  const { setNodeRef, listeners } = useDraggable({ id: path, data: { path }, disabled: element.type === 'Category' });
  const container = isContainer(element);
  const name = design.nameOf(element);
  const width = field === undefined || row ? undefined : design.widthOf(element);
  return (
    <div
      ref={(node) => {
        own.current = node;
        setNodeRef(node);
      }}
      {...listeners}
      role="group"
      aria-label={name}
      aria-current={selected || undefined}
      tabIndex={selected || first ? 0 : -1}
      data-path={path}
      data-type={element.type}
      data-width={width}
      data-element-of={field}
      data-group={element.type === 'Group' || undefined}
      data-lifted={lifted || undefined}
      className={`${styles.block} ${selected ? styles.selected : ''}`}
    >
      {container ? children : <div inert>{field === undefined ? children : <ControlBody name={field}>{children}</ControlBody>}</div>}
      {container && (element.elements?.length ?? 0) === 0 && (drop === 'inside' ? <DropInside /> : <Empty />)}
      {drop !== null && drop !== 'inside' && <DropLine at={drop} upright={row || drop === 'left' || drop === 'right' || width === 'half' || width === 'third'} />}
      {selected && element.type !== 'Category' && <Tools path={path} name={name} />}
    </div>
  );
});

function Empty() {
  const { t } = useTranslation('forms');
  return <p className={styles.empty}>{t('dropInside')}</p>;
}

/** Where what is in the hand lands, and what that is: a line over the form, which stays as it is until the hand is opened. */
function DropLine({ at, upright }: { at: 'before' | 'after' | 'left' | 'right'; upright: boolean }) {
  return (
    <div data-drop data-at={at} data-upright={upright || undefined} className={styles.line}>
      <Landing />
    </div>
  );
}

/** In the place of what says that there is nothing yet. */
export function DropInside() {
  return (
    <p data-drop className={`${styles.empty} ${styles.inside}`}>
      <Landing />
    </p>
  );
}

function Landing() {
  const { t } = useTranslation('forms');
  const label = useCanvasValue((state) => state.dragged?.label ?? null);
  return <span className="one-line">{t('dropHere', { what: label })}</span>;
}

function Tools({ path, name }: { path: Path; name: string }) {
  const { t } = useTranslation('forms');
  const { copy, takeOff, canCopy } = useDesign();
  return (
    <div role="toolbar" aria-label={t('tools', { what: name })} className={styles.tools}>
      <span className={styles.grip} title={t('moveHint')} aria-hidden>
        <Icon of={GripVertical} size={14} />
      </span>
      {canCopy(path) && <IconButton icon={Copy} size="small" label={t('copy')} keys="mod+d" onClick={() => copy(path)} />}
      <IconButton icon={X} size="small" label={t('takeOff')} keys="Delete" onClick={() => takeOff(path)} />
    </div>
  );
}

/** A field as the form draws it, or what is to be known of one that the form does not draw for this record and role. */
function ControlBody({ name, children }: { name: string; children: ReactNode }) {
  const model = useModel();
  const { labelOfField, access } = useDesign();
  const { t } = useTranslation('forms');
  const field = model.field(name);
  const label = labelOfField(name);
  if (!field) return <Absent label={label} text={t('soon')} />;
  const may = access(name);
  if (may === 'hidden') return <Absent label={label} text={t('hiddenForRole')} icon />;
  return (
    <>
      <Shown model={model} property={field.property} label={label}>
        {children}
      </Shown>
      {may === 'read' && (
        <p className={styles.note}>
          <Icon of={Lock} size={12} />
          {t('readForRole')}
        </p>
      )}
    </>
  );
}

function Shown({ model, property, label, children }: { model: RecordModel; property: string; label: string; children: ReactNode }) {
  const { t } = useTranslation('forms');
  return useFieldView(model, property).shown ? children : <Absent label={label} text={t('hiddenNow')} icon />;
}

function Absent({ label, text, icon }: { label: string; text: string; icon?: boolean }) {
  return (
    <div className={styles.absent}>
      <span className="one-line">{label}</span>
      <span className={styles.note}>
        {icon && <Icon of={EyeOff} size={12} />}
        {text}
      </span>
    </div>
  );
}
