import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button, EmptyState, EntityIcon } from '@lowcodecrm/web/ui';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { asText, type EntityDraft, type FieldDraft, labelOf, useDraft } from '../draft/index.ts';
import { AddFieldDialog } from './AddFieldDialog.tsx';
import styles from './Data.module.css';
import { FieldTable } from './FieldTable.tsx';

/** An entity: its fields as a table. */
export function EntityPage({ entity, field }: { entity: EntityDraft; field: FieldDraft | undefined }) {
  const { t, i18n } = useTranslation('data');
  const { store } = useDraft();
  const [, setSearch] = useSearchParams();
  const [adding, setAdding] = useState(false);
  const choose = (name: string | null) => setSearch(name ? { field: name } : {}, { replace: true });
  return (
    <div className={styles.center}>
      <header className={styles.head}>
        <button type="button" className={styles.title} aria-pressed={!field} onClick={() => choose(null)}>
          <EntityIcon entity={{ icon: asText(entity.crm.icon), color: asText(entity.crm.color) }} size={28} tile />
          <span>
            <h1>{labelOf(store, entity.value, i18n.language, entity.name)}</h1>
            <code>{entity.name}</code>
          </span>
        </button>
        <Button icon={Plus} onClick={() => setAdding(true)}>
          {t('addField')}
        </Button>
      </header>
      {entity.fields.length === 0 ? <EmptyState title={t('noFields')} /> : <FieldTable entity={entity} chosen={field?.name} onChoose={choose} />}
      {adding && (
        <AddFieldDialog
          entity={entity}
          onClose={() => setAdding(false)}
          onAdded={(name) => {
            setAdding(false);
            choose(name);
          }}
        />
      )}
    </div>
  );
}
