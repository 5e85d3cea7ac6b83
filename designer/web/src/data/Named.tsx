import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button, IconButton } from '@lowcodecrm/web/ui';
import { Pencil, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Row, Section } from '../parts/Settings.tsx';
import styles from './Data.module.css';
import { RemoveDialog } from './RemoveDialog.tsx';
import { type Named, RenameDialog } from './RenameDialog.tsx';

/** What is chosen, and which kind of thing it is. */
export function InspectorHead({ label, kind }: { label: string; kind: ReactNode }) {
  return (
    <header className={styles.inspectorHead}>
      <h2 className="one-line">{label}</h2>
      <span>{kind}</span>
    </header>
  );
}

/** The name that rules and addresses use, with the way to another. */
export function NameRow({ of, onRenamed }: { of: Named; onRenamed: (name: string) => void }) {
  const { t } = useTranslation('data');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Row label={t('name')}>
        {(control) => (
          <span className={styles.inline}>
            <code id={control.id}>{of.name}</code>
            <IconButton icon={Pencil} size="small" label={t('rename')} onClick={() => setOpen(true)} />
          </span>
        )}
      </Row>
      {open && (
        <RenameDialog
          of={of}
          onClose={() => setOpen(false)}
          onRenamed={(name) => {
            setOpen(false);
            onRenamed(name);
          }}
        />
      )}
    </>
  );
}

/** At the end of an inspector: out with it. */
export function RemoveSection({ of, label, text, onRemoved }: { of: Named; label: string; text: string; onRemoved: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <Section>
      <div>
        <Button kind="text" icon={Trash2} onClick={() => setOpen(true)}>
          {text}
        </Button>
      </div>
      {open && (
        <RemoveDialog
          of={of}
          label={label}
          onClose={() => setOpen(false)}
          onRemoved={() => {
            setOpen(false);
            onRemoved();
          }}
        />
      )}
    </Section>
  );
}
