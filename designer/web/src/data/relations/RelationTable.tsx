import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button, Select } from '@lowcodecrm/web/ui';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { asText, type EntityDraft, labelOf, useDraft } from '../../draft/index.ts';
import { useDesigner } from '../../shell/designer.ts';
import table from '../FieldTable.module.css';
import styles from './Relations.module.css';

/** Every relation as a row: the picture for who does not draw. */
export function RelationTable({ entities, onAdd }: { entities: EntityDraft[]; onAdd: (from: string) => void }) {
  const { t, i18n } = useTranslation('data');
  const { store } = useDraft();
  const { path } = useDesigner();
  const [from, setFrom] = useState<string | null>(null);
  const name = (entity: string | undefined) => {
    const found = entities.find((one) => one.name === entity);
    return found ? labelOf(store, found.value, i18n.language, found.name) : entity === '$user' ? t('user') : entity;
  };
  const relations = entities.flatMap((entity) => entity.fields.filter((field) => field.target).map((field) => ({ entity, field })));
  return (
    <div className={table.scroll}>
      <div className={styles.add}>
        <Select label={t('relationFrom')} placeholder={t('relationFrom')} value={from} onValue={setFrom} options={entities.map((entity) => ({ value: entity.name, label: name(entity.name), find: entity.name }))} />
        <Button icon={Plus} disabled={!from} onClick={() => from && onAdd(from)}>
          {t('addLookup')}
        </Button>
      </div>
      <table className={table.table}>
        <thead>
          <tr>
            <th>{t('entity')}</th>
            <th>{t('field')}</th>
            <th>{t('target')}</th>
            <th>{t('onDelete')}</th>
          </tr>
        </thead>
        <tbody>
          {relations.map(({ entity, field }) => (
            <tr key={`${entity.name}.${field.name}`}>
              <td>{name(entity.name)}</td>
              <td>
                <Link to={path(`data/${encodeURIComponent(entity.name)}?field=${encodeURIComponent(field.name)}`)}>{labelOf(store, field.value, i18n.language, field.name)}</Link>
              </td>
              <td>{name(field.target)}</td>
              <td className={table.quiet}>{field.type === 'lookup' && t(`onDeletes.${asText(field.crm.onDelete) ?? 'setEmpty'}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
