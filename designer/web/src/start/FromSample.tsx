import { useTranslation } from '@lowcodecrm/web/i18n';
import { paths } from '@lowcodecrm/web/shell';
import { Button, Field, focusInvalid, Select, SkeletonRows } from '@lowcodecrm/web/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AppNameFields, isPlace, placeOf, titleOf, useNames } from './AppNameFields.tsx';
import { createApp, loadSamples } from './api.ts';
import { Failure } from './Failure.tsx';
import styles from './Start.module.css';
import { useCreate } from './useCreate.ts';

/** A sample with its records, under a name of one's own. */
export function FromSample() {
  const { t, i18n } = useTranslation('start');
  const samples = useQuery({ queryKey: ['design', 'samples', i18n.language], queryFn: loadSamples });
  const [chosen, setChosen] = useState<string | null>(null);
  const [names, setNames] = useNames();
  const [tried, setTried] = useState(false);
  const sample = chosen ?? samples.data?.[0]?.name ?? null;
  const making = useCreate(
    () => createApp({ name: placeOf(names), title: titleOf(names), sample }),
    (app) => window.location.assign(paths.home(app.name)),
  );
  if (samples.isPending) return <SkeletonRows rows={4} />;
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        setTried(true);
        focusInvalid(e.currentTarget);
        if (sample && Object.keys(titleOf(names)).length > 0 && isPlace(placeOf(names))) void making.create();
      }}
    >
      <Field label={t('sample')} required>
        {(control) => <Select {...control} label={t('sample')} value={sample} onValue={setChosen} options={(samples.data ?? []).map((one) => ({ value: one.name, label: one.title }))} />}
      </Field>
      <AppNameFields names={names} onNames={setNames} tried={tried} taken={making.taken} />
      <Failure error={making.failure ?? samples.error} />
      <div className={styles.actions}>
        <Button type="submit" kind="primary" busy={making.busy}>
          {t('create')}
        </Button>
      </div>
    </form>
  );
}
