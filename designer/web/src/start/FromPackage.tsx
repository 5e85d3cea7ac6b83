import { useTranslation } from '@lowcodecrm/web/i18n';
import { paths } from '@lowcodecrm/web/shell';
import { Button, Field, Input } from '@lowcodecrm/web/ui';
import { useState } from 'react';
import { isPlace } from './AppNameFields.tsx';
import { uploadApp } from './api.ts';
import { DropFiles } from './DropFiles.tsx';
import { Failure } from './Failure.tsx';
import styles from './Start.module.css';
import { useCreate } from './useCreate.ts';

/** An app that somebody saved as a file. */
export function FromPackage() {
  const { t } = useTranslation('start');
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState('');
  const making = useCreate(
    () => uploadApp(file!, name),
    (app) => window.location.assign(paths.home(app.name)),
  );
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        if (file && (!name || isPlace(name))) void making.create();
      }}
    >
      <DropFiles accept=".crmapp,.zip,application/zip" label={t('dropPackage')} chosen={file ? [file] : []} onFiles={([first]) => setFile(first ?? null)} />
      <Field label={t('place')} hint={t('placeOptional')} error={making.taken ?? (name && !isPlace(name) ? t('needPlace') : undefined)}>
        {(control) => <Input {...control} spellCheck={false} value={name} onValue={setName} />}
      </Field>
      <Failure error={making.failure} />
      <div className={styles.actions}>
        <Button type="submit" kind="primary" busy={making.busy} disabled={!file}>
          {t('create')}
        </Button>
      </div>
    </form>
  );
}
