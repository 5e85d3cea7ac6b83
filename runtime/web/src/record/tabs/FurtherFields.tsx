import { useTranslation } from 'react-i18next';
import { type FieldMeta, formOf, type UiElement } from '../../api/meta.ts';
import { useFieldView } from '../../forms/index.ts';
import { useApp } from '../../shell/app.ts';
import { useRecordPage } from '../context.ts';
import { EditableValue } from '../values/EditableValue.tsx';
import styles from './tabs.module.css';

const named = ['owner', 'created_by', 'created_at', 'updated_by', 'updated_at'];

/** Whose the record is, who made and changed it: what no form has, and everybody asks. */
export function FurtherFields() {
  const { t } = useTranslation('record');
  const { meta } = useApp();
  const { entity } = useRecordPage();
  const onForm = new Set(namesIn(formOf(meta, entity.name)?.layout));
  const fields = named.flatMap((name) => entity.fields.find((field) => field.name === name && !onForm.has(name)) ?? []);
  return (
    <section className={styles.further} aria-label={t('further')}>
      <h3>{t('further')}</h3>
      <div className={styles.pairs}>
        {fields.map((field) => (
          <Pair key={field.name} field={field} />
        ))}
      </div>
    </section>
  );
}

function Pair({ field }: { field: FieldMeta }) {
  const { text } = useApp();
  const { inPlace } = useRecordPage();
  const view = useFieldView(inPlace.model, field.property);
  return (
    <div className={styles.pair}>
      <span className={styles.label}>{text(field.label)}</span>
      <EditableValue field={field} view={view} />
    </div>
  );
}

const namesIn = (element: UiElement | undefined): string[] => (element ? [...(element.scope ? [decodeURIComponent(element.scope.split('/').at(-1)!)] : []), ...(element.elements ?? []).flatMap(namesIn)] : []);
