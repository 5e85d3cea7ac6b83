import { get, query, useMeta } from '@lowcodecrm/web/api';
import { formatNumber, useTranslation } from '@lowcodecrm/web/i18n';
import { Button, Dialog, SkeletonRows, toast } from '@lowcodecrm/web/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Diagnostic, post, type Use, useDraft } from '../draft/index.ts';
import { UseList } from '../parts/UsedIn.tsx';
import { useFileName } from '../shell/fileName.ts';
import styles from './Data.module.css';
import type { Named } from './RenameDialog.tsx';

type Removal = { revision: string; edits: { file: string; place?: string }[]; deleted: string[]; breaks: Use[]; diagnostics: Diagnostic[] };

/** What is taken out with a thing, what breaks without it, and what the records lose. */
export function RemoveDialog({ of, label, onClose, onRemoved }: { of: Named; label: string; onClose: () => void; onRemoved: () => void }) {
  const { t, i18n } = useTranslation('data');
  const { store, revision } = useDraft();
  const nameOf = useFileName();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  const tried = useQuery({
    queryKey: ['design', store.app, 'remove', revision, of],
    retry: false,
    queryFn: async ({ signal }) => {
      await store.flush();
      return post<Removal>(store.app, 'draft/remove', { ...of, dryRun: true }, signal);
    },
  });
  const held = useHeld(of);
  const submit = async () => {
    setBusy(true);
    try {
      await store.onServer(t('removed', { thing: label }), () => post<Removal>(store.app, 'draft/remove', { ...of }));
      toast(t('removed', { thing: label }), { undo: () => store.undo() });
      onRemoved();
    } catch (problem) {
      setFailure(problem instanceof Error ? problem.message : String(problem));
    }
    setBusy(false);
  };
  const places = tried.data ? [...new Set([...tried.data.edits.map((edit) => edit.place ?? nameOf(edit.file)), ...tried.data.deleted.map(nameOf)])] : [];
  return (
    <Dialog
      title={t('removeTitle', { thing: label })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button kind="danger" busy={busy} disabled={!tried.data || held.isLoading} onClick={() => void submit()}>
            {t('common:delete')}
          </Button>
        </>
      }
    >
      {held.data ? <p>{t(of.kind === 'entity' ? 'heldRecords' : 'heldValues', { count: held.data, shown: formatNumber(held.data, i18n.language) })}</p> : !held.isLoading && <p>{t('heldNothing')}</p>}
      {(tried.isPending || held.isLoading) && <SkeletonRows rows={3} />}
      {tried.data && (
        <div className={styles.edits}>
          <p>{t('removeEdits', { count: places.length })}</p>
          <ul>
            {places.map((place) => (
              <li key={place}>
                <span className="one-line">{place}</span>
              </li>
            ))}
          </ul>
          {tried.data.breaks.length > 0 && (
            <>
              <p className={styles.warning}>{t('removeBreaks', { count: tried.data.breaks.length })}</p>
              <UseList uses={tried.data.breaks} />
            </>
          )}
        </div>
      )}
      {(failure || tried.error) && (
        <p role="alert" className={styles.warning}>
          {failure || tried.error?.message}
        </p>
      )}
    </Dialog>
  );
}

/** Live records that hold something of what goes; undefined where the live version has no such thing. */
function useHeld(of: Named) {
  const { store } = useDraft();
  const live = useMeta(store.app);
  const name = of.kind === 'entity' ? of.name : of.entity!;
  const entity = live.entities.find((one) => one.name === name);
  const field = of.kind === 'field' ? entity?.fields.find((one) => one.name === of.name) : undefined;
  const counted = entity && (of.kind === 'entity' || (field && field.origin === 'entered' && field.type !== 'childList'));
  const filter = of.kind === 'entity' ? undefined : field?.type === 'manyToMany' ? `count(${of.name}) > 0` : `${of.name} is set`;
  return useQuery({
    queryKey: ['design', store.app, 'held', of],
    enabled: Boolean(counted),
    retry: false,
    queryFn: async ({ signal }) => Number(await get<string | number>(`/api/${encodeURIComponent(store.app)}/${encodeURIComponent(name)}/$count${query({ filter })}`, signal)),
  });
}
