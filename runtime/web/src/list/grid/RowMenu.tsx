import { ExternalLink, Eye, Pencil, SquareCheck, Trash2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { restoreRecord, useDelete } from '../../api/records.ts';
import { useApp } from '../../shell/app.ts';
import { Menu, type MenuTriggerProps } from '../../ui/Menu.tsx';
import { toast } from '../../ui/Toast.tsx';
import { useList } from '../useList.ts';

/** What can be done with one row, opened by `.` at its name. */
export function RowMenu({
  id,
  anchor,
  onOpen,
  onPeek,
  onSelect,
  onEdit,
  onDeleted,
  onClose,
}: {
  id: string;
  anchor: HTMLElement;
  onOpen: (id: string) => void;
  onPeek: () => void;
  onSelect: () => void;
  onEdit: () => void;
  onDeleted: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('list');
  const { name: app } = useApp();
  const { entity } = useList();
  const remove = useDelete(app, entity.name);
  const dropped = () =>
    remove.mutate(id, {
      onSuccess: () => {
        onDeleted();
        toast(t('bulk.deleted', { count: 1 }), { undo: () => void restoreRecord(app, entity.name, id).then(onDeleted) });
      },
      onError: (error) => toast(error.message),
    });
  return (
    <Menu
      label={t('rowMenu')}
      items={[
        { key: 'open', label: t('open'), icon: ExternalLink, keys: 'Enter', onSelect: () => onOpen(id) },
        { key: 'peek', label: t('peek'), icon: Eye, keys: 'Space', onSelect: onPeek },
        { key: 'select', label: t('select'), icon: SquareCheck, keys: 'x', onSelect },
        { key: 'edit', label: t('edit'), icon: Pencil, keys: 'e', onSelect: onEdit },
        { key: 'line', separator: true },
        { key: 'delete', label: t('common:delete'), icon: Trash2, danger: true, onSelect: dropped },
      ]}
    >
      {(trigger) => <Anchor trigger={trigger} anchor={anchor} onClose={onClose} />}
    </Menu>
  );
}

/** Stands for the row while its menu is open. */
function Anchor({ trigger, anchor, onClose }: { trigger: MenuTriggerProps; anchor: HTMLElement; onClose: () => void }) {
  const opened = useRef(false);
  const box = anchor.getBoundingClientRect();
  const expanded = trigger['aria-expanded'];
  // biome-ignore lint/correctness/useExhaustiveDependencies: opened once, closed once
  useEffect(() => {
    if (!opened.current) {
      opened.current = true;
      trigger.onClick();
    } else if (!expanded) {
      onClose();
      anchor.focus();
    }
  }, [expanded]);
  return (
    <button
      type="button"
      ref={trigger.ref}
      aria-hidden
      tabIndex={-1}
      style={{ position: 'fixed', left: box.left, top: box.top, width: 1, height: box.height, padding: 0, border: 0, background: 'none', pointerEvents: 'none' }}
    />
  );
}
