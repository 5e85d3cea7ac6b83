import { type KeyboardEvent, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import type { FieldMeta } from '../../api/meta.ts';
import { type FieldView, RecordForm, useDirty } from '../../forms/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { composing } from '../../ui/keys.ts';
import { useRecordPage } from '../context.ts';
import { EditableValue } from '../values/EditableValue.tsx';
import { WhyValue } from '../values/WhyValue.tsx';
import { HiddenFields } from '../why/HiddenFields.tsx';
import { FurtherFields } from './FurtherFields.tsx';
import styles from './tabs.module.css';

/** The record as its form lays it out, each value edited where it stands. */
export function Overview() {
  const { t } = useTranslation('record');
  const { inPlace } = useRecordPage();
  const { model, editing } = inPlace;
  const list = model.fields.find((field) => field.property === editing && field.type === 'childList');
  const renderValue = useCallback((field: FieldMeta, view: FieldView) => <EditableValue field={field} view={view} />, []);
  const renderWhy = useCallback((field: FieldMeta) => <WhyValue field={field} />, []);
  const rows = useMemo(() => ({ editing, begin: inPlace.begin, end: <RowsEnd /> }), [editing, inPlace.begin]);
  const onKeyDown = (e: KeyboardEvent) => {
    if (composing(e) || e.defaultPrevented || !list) return;
    if (e.key === 'Escape' || (e.key === 'Enter' && (e.metaKey || e.ctrlKey))) {
      e.preventDefault();
      e.stopPropagation();
      if (e.key === 'Escape') inPlace.cancel(list.property);
      else inPlace.commit(list.property);
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the inputs within have the focus
    <div className={styles.overview} onKeyDown={onKeyDown}>
      <RecordForm model={model} mode="read" renderValue={renderValue} renderWhy={renderWhy} rows={rows} />
      <HiddenFields />
      <FurtherFields />
      {list && <LeaveRows label={t('rows.leave')} />}
    </div>
  );
}

/** Below rows that are being edited. */
function RowsEnd() {
  const { t } = useTranslation('record');
  const { inPlace } = useRecordPage();
  const property = inPlace.editing ?? '';
  return (
    <div className={styles.rowsEnd}>
      {(inPlace.failures[property] ?? []).map((message) => (
        <p key={message} role="alert" className={styles.problem}>
          {message}
        </p>
      ))}
      <span className={styles.space} />
      <Button onClick={() => inPlace.cancel(property)}>{t('common:cancel')}</Button>
      <Button kind="primary" onClick={() => inPlace.commit(property)}>
        {t('common:save')}
      </Button>
    </div>
  );
}

/** Rows that were typed in are not lost by going elsewhere. */
function LeaveRows({ label }: { label: string }) {
  const { t } = useTranslation('record');
  const { inPlace } = useRecordPage();
  const dirty = useDirty(inPlace.model);
  const blocker = useBlocker(({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname);
  if (blocker.state !== 'blocked') return null;
  return (
    <Dialog
      title={t('form:leave.title')}
      onClose={() => blocker.reset()}
      actions={
        <>
          <Button kind="danger" onClick={() => blocker.proceed()}>
            {t('form:leave.discard')}
          </Button>
          <Button kind="primary" onClick={() => blocker.reset()}>
            {t('form:leave.stay')}
          </Button>
        </>
      }
    >
      <p>{label}</p>
    </Dialog>
  );
}
