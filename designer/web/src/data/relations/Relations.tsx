import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button, EmptyState, Segmented } from '@lowcodecrm/web/ui';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { type EntityDraft, entitiesOf, entityOf, useDraft } from '../../draft/index.ts';
import { useDesigner } from '../../shell/designer.ts';
import { AddFieldDialog } from '../AddFieldDialog.tsx';
import data from '../Data.module.css';
import { Picture } from './Picture.tsx';
import { RelationTable } from './RelationTable.tsx';

/** How the entities hang together: a picture to draw in, or the same as a table. */
export default function Relations({ onAdd }: { onAdd: () => void }) {
  const { t } = useTranslation('data');
  const { store } = useDraft();
  const { path } = useDesigner();
  const navigate = useNavigate();
  const [mode, setMode] = useState<'picture' | 'table'>('picture');
  const [connecting, setConnecting] = useState<{ from: string; to?: string } | null>(null);
  const entities = entitiesOf(store);
  const from: EntityDraft | null = connecting ? entityOf(store, connecting.from) : null;
  return (
    <div className={data.center}>
      <header className={data.head}>
        <h1>{t('relations')}</h1>
        <Segmented
          label={t('relationsAs')}
          value={mode}
          onValue={setMode}
          options={[
            { key: 'picture', label: t('picture') },
            { key: 'table', label: t('table') },
          ]}
        />
        <Button icon={Plus} onClick={onAdd}>
          {t('addEntity')}
        </Button>
      </header>
      {entities.length === 0 ? (
        <EmptyState title={t('noEntities')} actions={<Button onClick={onAdd}>{t('addEntity')}</Button>} />
      ) : mode === 'picture' ? (
        <Picture entities={entities} onConnect={(one, other) => setConnecting({ from: one, to: other })} />
      ) : (
        <RelationTable entities={entities} onAdd={(one) => setConnecting({ from: one })} />
      )}
      {from && connecting && (
        <AddFieldDialog
          entity={from}
          given={{ type: 'lookup', target: connecting.to }}
          onClose={() => setConnecting(null)}
          onAdded={(name) => {
            setConnecting(null);
            navigate(path(`data/${encodeURIComponent(from.name)}?field=${encodeURIComponent(name)}`));
          }}
        />
      )}
    </div>
  );
}
