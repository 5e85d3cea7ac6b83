import { ApiError } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button, Dialog, Field, Input } from '@lowcodecrm/web/ui';
import { useQuery } from '@tanstack/react-query';
import { groupBy } from 'es-toolkit';
import { useDeferredValue, useState } from 'react';
import { post, useDraft } from '../draft/index.ts';
import { useFileName } from '../shell/fileName.ts';
import styles from './Data.module.css';

export type Named = { kind: 'entity' | 'field' | 'option' | 'process' | 'transition' | 'rule' | 'function'; entity?: string; field?: string; process?: string; name: string };
type Renamed = { revision: string; edits: { file: string; line: number; place?: string }[]; moves: { from: string; to: string }[]; files: string[] };

/** Another name for rules and addresses, changed in every file that uses the old one. */
export function RenameDialog({ of, onClose, onRenamed }: { of: Named; onClose: () => void; onRenamed: (name: string) => void }) {
  const { t } = useTranslation('data');
  const { store, revision } = useDraft();
  const nameOf = useFileName();
  const [name, setName] = useState(of.name);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);
  const asked = useDeferredValue(name.trim());
  const tried = useQuery({
    queryKey: ['design', store.app, 'rename', revision, of, asked],
    enabled: asked !== '' && asked !== of.name,
    retry: false,
    queryFn: async ({ signal }) => {
      await store.flush();
      return post<Renamed>(store.app, 'draft/rename', { ...of, to: asked, dryRun: true }, signal);
    },
  });
  const error = failure ?? tried.error;
  const proposal = error instanceof ApiError && typeof error.body.proposal === 'string' ? error.body.proposal : null;
  const submit = async () => {
    setBusy(true);
    try {
      await store.onServer(t('renamed', { from: of.name, to: asked }), () => post<Renamed>(store.app, 'draft/rename', { ...of, to: asked }));
      onRenamed(asked);
    } catch (problem) {
      setFailure(problem as Error);
    }
    setBusy(false);
  };
  const files = new Set(tried.data?.edits.map((edit) => edit.file)).size;
  const edits = tried.data ? Object.entries(groupBy(tried.data.edits, (edit) => edit.place ?? nameOf(edit.file))) : [];
  return (
    <Dialog title={t('rename')} onClose={onClose} dirty={name !== of.name} submit={{ label: t('rename'), onSubmit: () => void submit(), busy, disabled: !tried.data || asked !== name.trim() }}>
      <Field label={t('name')} hint={t('nameHint')} error={error?.message}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            spellCheck={false}
            value={name}
            onValue={(text) => {
              setFailure(null);
              setName(text);
            }}
          />
        )}
      </Field>
      {proposal && (
        <Button kind="link" onClick={() => setName(proposal)}>
          {t('takeName', { name: proposal })}
        </Button>
      )}
      {tried.data && (
        <div className={styles.edits}>
          <p>{t('renameEdits', { count: tried.data.edits.length, files })}</p>
          <ul>
            {edits.map(([place, all]) => (
              <li key={place} title={all[0]?.file}>
                <span className="one-line">{place}</span>
                {all.length > 1 && <span className="numbers">×{all.length}</span>}
              </li>
            ))}
            {tried.data.moves.map((move) => (
              <li key={move.from}>
                <code className="one-line">
                  {move.from} → {move.to}
                </code>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Dialog>
  );
}
