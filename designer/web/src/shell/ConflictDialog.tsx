import { formatDateTime, useTranslation } from '@lowcodecrm/web/i18n';
import { useApp } from '@lowcodecrm/web/shell';
import { Button, Dialog, Segmented } from '@lowcodecrm/web/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asObject, type Conflict, labelOf, parseObject, post, useDraft } from '../draft/index.ts';
import type { Change } from '../publish/api.ts';
import { FileDiff } from '../versions/FileDiff.tsx';
import styles from './ConflictDialog.module.css';
import { useFileName } from './fileName.ts';

type Whose = 'mine' | 'theirs';

/** Somebody else changed the same meanwhile: nothing is overwritten before it is decided, thing by thing, whose change stays. */
export function ConflictDialog({ files }: { files: Conflict[] }) {
  const { t } = useTranslation('design');
  const { store } = useDraft();
  const [choices, setChoices] = useState<ReadonlyMap<string, Whose>>(new Map());
  const [busy, setBusy] = useState(false);
  const keep = async () => {
    setBusy(true);
    await store.resolve(choices).catch(() => {});
    setBusy(false);
  };
  return (
    <Dialog
      title={t('conflict.title')}
      size="large"
      dirty
      // Left undecided, what is here would never be saved.
      unavoidable
      onClose={() => {}}
      actions={
        <Button kind="primary" busy={busy} disabled={files.some((file) => !choices.has(file.path))} onClick={() => void keep()}>
          {t('conflict.keep')}
        </Button>
      }
    >
      <p>{t('conflict.text')}</p>
      {files.map((file) => (
        <ConflictingFile key={file.path} file={file} choice={choices.get(file.path)} onChoice={(whose) => setChoices(new Map(choices).set(file.path, whose))} />
      ))}
    </Dialog>
  );
}

function ConflictingFile({ file, choice, onChoice }: { file: Conflict; choice: Whose | undefined; onChoice: (whose: Whose) => void }) {
  const { t, i18n } = useTranslation('design');
  const { timeZone } = useApp();
  const nameOf = useFileName();
  const mine = useWords(file.path, file.base, file.mine);
  const theirs = useWords(file.path, file.base, file.theirs);
  const who = file.by ?? t('conflict.somebody');
  const sides: [string, string[] | undefined, string | null][] = [
    [t('conflict.yours'), mine, file.mine],
    [file.at ? t('conflict.of', { by: who, at: formatDateTime(file.at, i18n.language, timeZone) }) : who, theirs, file.theirs],
  ];
  return (
    <section className={styles.file} aria-label={nameOf(file.path)}>
      <h3>{nameOf(file.path)}</h3>
      <div className={styles.sides}>
        {sides.map(([title, words, text]) => (
          <div key={title}>
            <h4>{title}</h4>
            {text === null || !words || words.length === 0 ? (
              <p>{t(text === null ? 'conflict.removed' : 'conflict.inText')}</p>
            ) : (
              <ul>
                {words.map((word) => (
                  <li key={word}>{word}</li>
                ))}
              </ul>
            )}
          </div>
        ))}
      </div>
      <FileDiff file={{ path: file.path, kind: 'changed', before: file.theirs ?? '', after: file.mine ?? '' }} open={!(mine && mine.length > 0 && theirs && theirs.length > 0)} />
      <div className={styles.choice}>
        <Segmented<Whose | 'none'>
          label={t('conflict.whose', { what: nameOf(file.path) })}
          value={choice ?? 'none'}
          onValue={(whose) => whose !== 'none' && onChoice(whose)}
          options={[
            { key: 'mine', label: t('conflict.mine') },
            { key: 'theirs', label: t('conflict.theirs') },
          ]}
        />
      </div>
    </section>
  );
}

/** What was made of a file, in sentences; none where neither the model of the app nor the fields of an entity tell, as of places on a form. */
function useWords(path: string, before: string | null, after: string | null): string[] | undefined {
  const { t, i18n } = useTranslation('design');
  const { store } = useDraft();
  const told = useQuery({
    queryKey: ['design', store.app, 'compare', path, before, after],
    queryFn: async ({ signal }) => (await post<{ changes: Change[] }>(store.app, 'draft/compare', { before: [{ path, text: before }], after: [{ path, text: after }] }, signal)).changes,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  if (!told) return undefined;
  const fields = (text: string | null) => (path.startsWith('entities/') ? (asObject(parseObject(text)?.properties) ?? {}) : {});
  const [was, now] = [fields(before), fields(after)];
  const touched = Object.keys(now).filter((field) => was[field] !== undefined && JSON.stringify(was[field]) !== JSON.stringify(now[field]) && !told.some((one) => one.target.split('.')[1] === field));
  return [...told.map((one) => one.message ?? one.target), ...touched.map((field) => t('conflict.field', { field: labelOf(store, asObject(now[field]) ?? {}, i18n.language, field) }))];
}
