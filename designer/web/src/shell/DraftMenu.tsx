import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button, Dialog, Icon, Menu, toast } from '@lowcodecrm/web/ui';
import { ChevronDown, Download, GitCompare, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { designPath, post, useDraft } from '../draft/index.ts';
import { useDesigner } from './designer.ts';
import styles from './TopBar.module.css';

/** Draft · n changes: what they are, and the way back to the live version. */
export function DraftMenu() {
  const { t } = useTranslation('design');
  const { store, changes, live } = useDraft();
  const { path } = useDesigner();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const discard = async () => {
    setBusy(true);
    try {
      await store.onServer(t('discard'), () => post(store.app, 'draft/discard', {}));
      setAsking(false);
      toast(t('discarded'), { undo: () => store.undo() });
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
    setBusy(false);
  };
  return (
    <>
      <Menu
        label={t('draft')}
        items={[
          { key: 'changes', icon: GitCompare, label: t('showChanges'), disabled: changes === 0, onSelect: () => navigate(path(`versions?from=${live}&to=draft`)) },
          { key: 'export', icon: Download, label: t('export'), href: designPath(store.app, 'package') },
          { key: 'line', separator: true },
          { key: 'discard', icon: Trash2, label: t('discardAll'), danger: true, disabled: changes === 0, onSelect: () => setAsking(true) },
        ]}
      >
        {(trigger) => (
          <button {...trigger} type="button" className={changes === 0 ? `${styles.draft} ${styles.unchanged}` : styles.draft}>
            {changes === 0 ? t('asLive', { live }) : t('draftChanges', { count: changes })}
            <Icon of={ChevronDown} size={12} />
          </button>
        )}
      </Menu>
      {asking && (
        <Dialog
          title={t('discardAll')}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{t('common:cancel')}</Button>
              <Button kind="danger" busy={busy} onClick={() => void discard()}>
                {t('discard')}
              </Button>
            </>
          }
        >
          <p>{t('discardText', { count: changes, live })}</p>
          {failure && <p role="alert">{failure}</p>}
        </Dialog>
      )}
    </>
  );
}
