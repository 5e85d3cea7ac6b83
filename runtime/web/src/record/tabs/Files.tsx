import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldMeta } from '../../api/meta.ts';
import { FieldInput, type FieldView, useFieldView } from '../../forms/index.ts';
import { type FileValue, fileSize, fileUrl } from '../../forms/values/files.ts';
import { useApp } from '../../shell/app.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useRecordPage } from '../context.ts';
import { isEditable } from '../values/EditableValue.tsx';
import styles from './tabs.module.css';

/** The files and pictures of a record: looked at, fetched, put in. */
export default function Files() {
  const { entity } = useRecordPage();
  const fields = entity.fields.filter((field) => field.type === 'file' || field.type === 'image');
  return (
    <ul className={styles.files}>
      {fields.map((field) => (
        <FileRow key={field.name} field={field} />
      ))}
    </ul>
  );
}

function FileRow({ field }: { field: FieldMeta }) {
  const { t } = useTranslation('record');
  const { name: app, meta, text, language } = useApp();
  const { entity, inPlace } = useRecordPage();
  const view: FieldView = useFieldView(inPlace.model, field.property);
  const [problem, setProblem] = useState<string | null>(null);
  const file = view.value as FileValue | null;
  const said = problem ?? inPlace.failures[field.property]?.join(' ');
  return (
    <li className={styles.file}>
      <h3>{text(field.label)}</h3>
      {isEditable(field, view) ? (
        <FieldInput
          meta={meta}
          entity={entity.name}
          field={field}
          value={view.value}
          record={inPlace.model.values}
          label={text(field.label)}
          invalid={said !== undefined && said !== null}
          onValue={(value, found) => {
            setProblem(found ? t(`form:problem.${found.key}`, found.args) : null);
            if (found) return;
            inPlace.model.set(field.property, value);
            inPlace.commit(field.property);
          }}
        />
      ) : (
        !file && <p className={styles.none}>—</p>
      )}
      {file && (
        <a className={styles.download} href={fileUrl(app, file.id)} download={file.name}>
          <Icon of={Download} size={14} />
          {t('files.download', { name: file.name, size: fileSize(file.size, language) })}
        </a>
      )}
      {said && (
        <p role="alert" className={styles.problem}>
          {said}
        </p>
      )}
    </li>
  );
}
