import { useTranslation } from '@lowcodecrm/web/i18n';
import { paths } from '@lowcodecrm/web/shell';
import { Button, Icon, IconButton, Segmented } from '@lowcodecrm/web/ui';
import { ArrowLeft, CircleCheck, Monitor, Redo2, Smartphone, Undo2 } from 'lucide-react';
import { useDraft } from '../draft/index.ts';
import { DraftMenu } from './DraftMenu.tsx';
import { type Device, useDesigner } from './designer.ts';
import styles from './TopBar.module.css';

/** The way back, what is open, the draft and what is done with it. */
export function TopBar({ title, onBar }: { title: string; onBar: (element: HTMLElement | null) => void }) {
  const { t } = useTranslation('design');
  const { store, undo, redo, changes } = useDraft();
  const { app, area, device, setDevice, publish } = useDesigner();
  return (
    <header className={styles.bar}>
      <a href={paths.home(app)} className={styles.back} title={t('back')}>
        <Icon of={ArrowLeft} />
        <span className="one-line">{title}</span>
      </a>
      <div ref={onBar} className={styles.open} />
      <DraftMenu />
      <span className={styles.space} />
      <div className={styles.tools} role="toolbar" aria-label={t('tools')}>
        <IconButton icon={Undo2} label={undo ? t('undoOne', { label: undo }) : t('undo')} keys="mod+z" disabled={undo === null} onClick={() => store.undo()} />
        <IconButton icon={Redo2} label={redo ? t('redoOne', { label: redo }) : t('redo')} keys="mod+shift+z" disabled={redo === null} onClick={() => store.redo()} />
      </div>
      {area?.device && (
        <Segmented<Device>
          label={t('device')}
          value={device}
          onValue={setDevice}
          options={[
            { key: 'desktop', label: <Icon of={Monitor} label={t('desktop')} /> },
            { key: 'phone', label: <Icon of={Smartphone} label={t('phone')} /> },
          ]}
        />
      )}
      <Button icon={CircleCheck} onClick={publish}>
        {t('check')}
      </Button>
      <Button kind={changes > 0 ? 'primary' : 'default'} disabled={changes === 0} title={changes === 0 ? t('nothingToPublish') : undefined} aria-keyshortcuts="Meta+Shift+P Control+Shift+P" onClick={publish}>
        {t('publish')}
      </Button>
    </header>
  );
}
