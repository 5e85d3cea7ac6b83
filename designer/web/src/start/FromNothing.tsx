import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button, focusInvalid } from '@lowcodecrm/web/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { AppNameFields, isPlace, placeOf, titleOf, useNames } from './AppNameFields.tsx';
import { createApp } from './api.ts';
import { Failure } from './Failure.tsx';
import styles from './Start.module.css';
import { useCreate } from './useCreate.ts';

/** A name, and on to its first entity. */
export function FromNothing() {
  const { t, i18n } = useTranslation('start');
  const navigate = useNavigate();
  const [names, setNames] = useNames();
  const [tried, setTried] = useState(false);
  const making = useCreate(
    () => createApp({ name: placeOf(names), title: titleOf(names), locale: i18n.language, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }),
    (app) => navigate(`/${encodeURIComponent(app.name)}/data?new`),
  );
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        setTried(true);
        focusInvalid(e.currentTarget);
        if (Object.keys(titleOf(names)).length > 0 && isPlace(placeOf(names))) void making.create();
      }}
    >
      <AppNameFields names={names} onNames={setNames} tried={tried} taken={making.taken} />
      <Failure error={making.failure} />
      <div className={styles.actions}>
        <Button type="submit" kind="primary" busy={making.busy}>
          {t('create')}
        </Button>
      </div>
    </form>
  );
}
