import { FilePenLine, WifiOff } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useBlocker, useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import { ApiError } from '../../api/http.ts';
import type { EntityMeta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';
import { useApp } from '../../shell/app.ts';
import { NotFound } from '../../shell/NotFound.tsx';
import page from '../../shell/Page.module.css';
import { paths } from '../../shell/paths.ts';
import { titleOf } from '../../shell/titles.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EntityIcon } from '../../ui/EntityIcon.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { composing, shown } from '../../ui/keys.ts';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { toast } from '../../ui/Toast.tsx';
import { useDirty } from '../context.ts';
import { useEditable } from '../loading.ts';
import { RecordForm } from '../RecordForm.tsx';
import type { Gone } from '../rebase.ts';
import { type RecordFormState, useRecordForm } from '../useRecordForm.ts';
import { ConflictDialog } from './ConflictDialog.tsx';
import { ErrorSummary } from './ErrorSummary.tsx';
import styles from './edit.module.css';
import { GoneFields } from './GoneFields.tsx';
import { since } from './since.ts';

/** Who types on glass has no keys to be told of. */
const hasKeys = !window.matchMedia('(pointer: coarse)').matches;

/** A new record, or one that is edited as a whole. */
export default function EditPage() {
  const { entity: name = '', id } = useParams();
  const app = useApp();
  const known = app.entity(name);
  const [again, setAgain] = useState(0);
  // A publish may take the whole of it away: what was typed stays on the page.
  const opened = useRef<{ name: string; entity: EntityMeta } | null>(null);
  if (known) opened.current = { name, entity: known };
  const entity = known ?? (opened.current?.name === name ? opened.current.entity : undefined);
  const loaded = useEditable(app.meta, name, known && id ? id : null);
  if (!entity || (!loaded.data && loaded.error instanceof ApiError && loaded.error.status === 404)) return <NotFound />;
  if (loaded.error && !loaded.data) throw loaded.error;
  if (id && !loaded.data)
    return (
      <div className={styles.page}>
        <header className={page.header} />
        <div className={styles.scroll}>
          <div className={styles.body}>
            <SkeletonRows />
          </div>
        </div>
      </div>
    );
  return <Editing key={`${name} ${id ?? 'new'} ${again}`} entity={entity} record={id ? loaded.data! : null} onAgain={() => setAgain((n) => n + 1)} />;
}

/** Goes along to the form of a new record. */
type Begun = { given?: Record<string, unknown> } | null;

function Editing({ entity, record, onAgain }: { entity: EntityMeta; record: RecordData | null; onAgain: () => void }) {
  const { name: app, meta, text, language } = useApp();
  const { t } = useTranslation('form');
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const begun = useLocation().state as Begun;
  const form = useRef<HTMLFormElement>(null);
  const then = useRef<'open' | 'another'>('open');
  const leaving = useRef(false);
  const [attempt, setAttempt] = useState(0);
  const [asking, setAsking] = useState(false);
  const title = titleOf(entity, record, language);
  const label = text(entity.label);

  const given = useMemo(() => (record ? undefined : { ...begun?.given, ...givenBy(entity, search) }), [record, entity, search, begun]);
  const onSaved = useCallback(
    (saved: RecordData, gone: Gone[]) => {
      leaving.current = true;
      if (then.current === 'another' && gone.length === 0) {
        toast(t('savedOne', { entity: label, name: titleOf(entity, saved, language) }), { action: { label: t('openIt'), onSelect: () => void navigate(paths.record(app, entity.name, saved.id)) } });
        onAgain();
        // What was typed and has no place is still to be copied.
      } else void navigate(paths.record(app, entity.name, saved.id), { replace: record === null, state: gone.length > 0 ? { gone } : null });
    },
    [app, entity, label, language, navigate, onAgain, record, t],
  );
  const state = useRecordForm({ meta, entity: entity.name, record, given, onSaved });
  const dirty = useDirty(state.model);
  const blocker = useBlocker(({ currentLocation, nextLocation }) => dirty && !leaving.current && currentLocation.pathname !== nextLocation.pathname);

  const submit = async (after: 'open' | 'another') => {
    if (state.isWithdrawn) return;
    then.current = after;
    leaving.current = false;
    const saved = await state.save();
    if (!saved) setAttempt((n) => n + 1);
  };
  const leave = useCallback(() => {
    leaving.current = true;
    if (window.history.state?.idx > 0) void navigate(-1);
    else void navigate(record ? paths.record(app, entity.name, record.id) : paths.list(app, entity.name));
  }, [app, entity.name, navigate, record]);
  const hrefOf = useCallback((target: string, id: string) => paths.record(app, target, id), [app]);
  const cancel = () => (dirty ? setAsking(true) : leave());

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as it opens
  useEffect(() => {
    if (record || !form.current) return;
    const inputs = [...form.current.querySelectorAll<HTMLElement>('[data-field] :is(input, textarea, [contenteditable=true]):not(:disabled)')];
    // What is given or has a default is passed over: one begins where something is to be typed.
    const isEmpty = (input: HTMLElement) => {
      const field = state.model.field(input.closest<HTMLElement>('[data-field]')!.dataset.field!);
      return field !== undefined && (state.model.values[field.property] ?? '') === '';
    };
    (inputs.find(isEmpty) ?? inputs[0])?.focus();
  }, [record]);

  const onSubmit = (e: FormEvent) => {
    e.preventDefault();
    if (e.target === form.current) void submit('open');
  };
  const onKeyDown = (e: KeyboardEvent) => {
    if (composing(e) || e.defaultPrevented) return;
    if (e.key === 'Enter' && (e.metaKey || e.ctrlKey)) {
      e.preventDefault();
      void submit(e.shiftKey && !record ? 'another' : 'open');
    } else if (e.key === 'Escape' && !(e.target as HTMLElement).closest('dialog')) {
      e.preventDefault();
      cancel();
    }
  };
  const heading = record ? t('editOne', { entity: label }) : t('newOne', { entity: label });
  return (
    <form ref={form} className={styles.page} onSubmit={onSubmit} onKeyDown={onKeyDown} noValidate aria-label={heading}>
      <header className={page.header}>
        <nav className={styles.crumbs} aria-label={t('place')}>
          <EntityIcon entity={entity} />
          <Link to={paths.list(app, entity.name)}>{text(entity.plural)}</Link>
          {record && (
            <>
              <span aria-hidden>/</span>
              <Link className="one-line" to={paths.record(app, entity.name, record.id)}>
                {title}
              </Link>
            </>
          )}
        </nav>
      </header>
      <GoneFields gone={state.gone} onGone={state.setGone} />
      <div className={styles.scroll}>
        <div className={styles.body}>
          <h1 className={styles.title}>{heading}</h1>
          {state.isWithdrawn ? (
            <p className={styles.lead}>{t('withdrawn', { entity: label })}</p>
          ) : (
            <>
              <Notices state={state} language={language} />
              <ErrorSummary model={state.model} failure={state.failure} attempt={attempt} />
              <RecordForm key={state.turn} model={state.model} hrefOf={hrefOf} />
            </>
          )}
        </div>
      </div>
      <footer className={styles.footer}>
        <span className={styles.state} role="status">
          {state.status === 'offline' ? t('waiting') : dirty ? (hasKeys ? t('unsaved', { keys: shown('mod+Enter') }) : t('unsavedPlain')) : ''}
        </span>
        <Button onClick={cancel}>{t('common:cancel')}</Button>
        {!record && !state.isWithdrawn && (
          <Button disabled={state.status === 'saving'} onClick={() => void submit('another')}>
            {t('saveAnother')}
          </Button>
        )}
        {!state.isWithdrawn && (
          <Button type="submit" kind="primary" busy={state.status === 'saving'}>
            {t('common:save')}
          </Button>
        )}
      </footer>
      {state.conflict && <ConflictDialog meta={state.meta} conflict={state.conflict} onClose={state.dismissConflict} onResolve={(mine) => void state.resolve(mine)} />}
      {(asking || blocker.state === 'blocked') && (
        <LeaveDialog
          onStay={() => {
            setAsking(false);
            blocker.reset?.();
          }}
          onDiscard={() => {
            state.discard();
            leaving.current = true;
            if (blocker.state === 'blocked') blocker.proceed();
            else leave();
          }}
          onKeep={() => (blocker.state === 'blocked' ? blocker.proceed() : leave())}
        />
      )}
    </form>
  );
}

function Notices({ state, language }: { state: RecordFormState; language: string }) {
  const { t } = useTranslation('form');
  return (
    <>
      {state.restored !== null && (
        <div className={styles.notice} role="status">
          <Icon of={FilePenLine} />
          <p>{t('restored', { when: since(state.restored, language, t) })}</p>
          <Button kind="link" onClick={state.discard}>
            {t('discard')}
          </Button>
        </div>
      )}
      {state.status === 'offline' && (
        <div className={styles.notice} role="status">
          <Icon of={WifiOff} />
          <p>{t('offline')}</p>
        </div>
      )}
    </>
  );
}

/** Only where something was typed. */
function LeaveDialog({ onStay, onDiscard, onKeep }: { onStay: () => void; onDiscard: () => void; onKeep: () => void }) {
  const { t } = useTranslation('form');
  return (
    <Dialog
      title={t('leave.title')}
      onClose={onStay}
      actions={
        <>
          <Button kind="danger" onClick={onDiscard}>
            {t('leave.discard')}
          </Button>
          <Button onClick={onKeep}>{t('leave.keep')}</Button>
          <Button kind="primary" onClick={onStay} data-first>
            {t('leave.stay')}
          </Button>
        </>
      }
    >
      <p className={styles.lead}>{t('leave.text')}</p>
    </Dialog>
  );
}

/** `?account_id=…` begins a record with what the page that opened it knows. */
function givenBy(entity: EntityMeta, search: URLSearchParams): Record<string, unknown> {
  return Object.fromEntries([...search].filter(([property]) => entity.fields.some((field) => field.property === property && !field.readonly)));
}
