import { Columns3, Copy, House, Pencil, RotateCcw, Save, Trash2, Users } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/http.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Input } from '../../ui/Input.tsx';
import { later } from '../../ui/later.tsx';
import type { MenuItem } from '../../ui/Menu.tsx';
import { toast } from '../../ui/Toast.tsx';
import { useColumns } from '../state/columns.ts';
import { newViewKey, type SavedView, type Sharing } from '../state/views.ts';
import { useList } from '../useList.ts';

const ShareDialog = later(() => import('./ShareDialog.tsx').then((m) => m.ShareDialog));

const LONGEST = 60;

/** What can be done with a view: one's own can be changed, those of the package be the start of one's own. */
export function useViewMenu(): { items: MenuItem[]; dialog: ReactNode; saveAs: () => void; save: () => void } {
  const { t } = useTranslation('list');
  const list = useList();
  const { entity, view, views, filter, sort, changed } = list;
  const columns = useColumns(entity, view);
  const [naming, setNaming] = useState<'new' | 'rename' | null>(null);
  const [sharing, setSharing] = useState(false);
  const now = (key: string, title: string): SavedView => ({ key, title, kind: view.kind, columns: columns.columns.map((column) => column.name), filter, sort, groupBy: view.groupBy, start: view.start });

  const said = (error: unknown) => void toast(error instanceof ApiError ? error.message : t('unreachable'));
  const save = () =>
    void views.keep(now(view.key, view.title)).then(() => {
      list.reset();
      toast(t('viewSaved', { view: view.title }));
    }, said);
  const remove = () => {
    const { saved: _, conditions: __, shared, ...rest } = view;
    list.openView(views.views.find((one) => one.key !== view.key)!.key);
    void views.remove(view.key).then(() => toast(t('viewDeleted', { view: view.title }), { undo: () => void views.restore(rest, shared ?? null).catch(said) }), said);
  };
  const name = (title: string) => {
    setNaming(null);
    if (naming === 'rename') return void views.keep({ ...now(view.key, title), filter: view.filter, sort: view.sort }).catch(said);
    const key = newViewKey();
    void views.keep(now(key, title));
    list.openView(key);
  };
  const share = async (sharing: Sharing) => {
    const key = await views.share({ ...now(view.key, view.title), filter: view.filter, sort: view.sort }, sharing);
    setSharing(false);
    if (key !== view.key) list.openView(key);
    toast(t(sharing ? 'share.done' : 'share.undone', { view: view.title }));
  };
  const mayRule = view.shared ? view.shared.mayShare : view.saved;
  const items: MenuItem[] = [
    ...(view.saved && changed ? [{ key: 'save', label: t('saveView'), icon: Save, onSelect: save }] : []),
    { key: 'saveAs', label: t('saveViewAs'), icon: Copy, onSelect: () => setNaming('new') },
    ...(changed ? [{ key: 'reset', label: t('resetView'), icon: RotateCcw, onSelect: list.reset }] : []),
    ...(columns.changed ? [{ key: 'columns', label: t('resetColumns'), icon: Columns3, onSelect: columns.reset }] : []),
    { key: 'initial', label: t('openFirst'), icon: House, checked: views.initial === view.key, onSelect: () => views.setInitial(view.key) },
    ...(view.saved ? [{ key: 'rename', label: t('renameView'), icon: Pencil, onSelect: () => setNaming('rename') }] : []),
    ...(mayRule
      ? [
          { key: 'share', label: t('share.title'), icon: Users, onSelect: () => setSharing(true) },
          { key: 'delete', label: t('deleteView'), icon: Trash2, danger: true, onSelect: remove },
        ]
      : []),
  ];
  return {
    items,
    save,
    saveAs: () => setNaming('new'),
    dialog: naming ? (
      <NameDialog title={naming === 'new' ? t('saveViewAs') : t('renameView')} first={naming === 'rename' ? view.title : ''} onName={name} onClose={() => setNaming(null)} />
    ) : (
      sharing && <ShareDialog view={view} onShare={share} onClose={() => setSharing(false)} />
    ),
  };
}

function NameDialog({ title, first, onName, onClose }: { title: string; first: string; onName: (name: string) => void; onClose: () => void }) {
  const { t } = useTranslation('list');
  const [text, setText] = useState(first);
  const ready = text.trim() !== '';
  return (
    <Dialog title={title} onClose={onClose} dirty={text !== first} submit={{ label: t('common:save'), onSubmit: () => onName(text.trim().slice(0, LONGEST)), disabled: !ready }}>
      <Field label={t('viewName')}>{(control) => <Input {...control} autoFocus value={text} onValue={setText} />}</Field>
    </Dialog>
  );
}
