import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { useChanges } from '../api/changes.ts';
import { ApiError } from '../api/http.ts';
import type { EntityMeta, Meta } from '../api/meta.ts';
import { type RecordData, recordKeys, restoreRecord } from '../api/records.ts';
import { ConflictDialog, type Gone, GoneFields } from '../forms/index.ts';
import { useMedia, usePhone } from '../list/useMedia.ts';
import { AppContext, useApp } from '../shell/app.ts';
import { NotFound } from '../shell/NotFound.tsx';
import page from '../shell/Page.module.css';
import { paths } from '../shell/paths.ts';
import { titleOf } from '../shell/titles.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { ApprovalStrip } from './approval/ApprovalStrip.tsx';
import { RecordProvider } from './context.ts';
import { RecordHeader } from './header/RecordHeader.tsx';
import { TitleBlock } from './header/TitleBlock.tsx';
import { useRecordKeys } from './header/useRecordKeys.ts';
import { Rail } from './rail/Rail.tsx';
import styles from './record.module.css';
import { Blockers } from './stage/Blockers.tsx';
import { StageMenu } from './stage/StageMenu.tsx';
import { StagePath } from './stage/StagePath.tsx';
import { useStage } from './stage/useStage.ts';
import { RecordTabs, useRecordTabs } from './tabs/RecordTabs.tsx';
import { type Ended, useInPlace, useShown } from './useInPlace.ts';

/** One record: where it stands, what it says, what is around it. */
export default function RecordPage() {
  const { entity: name = '', id = '' } = useParams();
  const { name: app, meta, entity } = useApp();
  const key = `${app}/${name}/${id}`;
  const known = entity(name);
  // A publish may take the whole of it away: what was typed stays on the page, in the words of the app as it was.
  const opened = useRef<{ key: string; entity: EntityMeta; app: { name: string; meta: Meta } } | null>(null);
  if (known && (opened.current?.key !== key || opened.current.app.meta !== meta)) opened.current = { key, entity: known, app: { name: app, meta } };
  if (opened.current?.key !== key) return <NotFound />;
  return (
    <AppContext value={opened.current.app}>
      <Loaded key={key} entity={opened.current.entity} live={meta} id={id} />
    </AppContext>
  );
}

/** @param live The app as it is now; it may have no such records any more. */
function Loaded({ entity, live, id }: { entity: EntityMeta; live: Meta; id: string }) {
  const { name: app } = useApp();
  const client = useQueryClient();
  const shown = useShown(live, entity.name, id);
  const [deleted, setDeleted] = useState(false);
  useChanges((change) => {
    if (change.entity !== entity.name || change.id !== id) return;
    if (change.kind === 'delete') setDeleted(true);
    else if (deleted) {
      setDeleted(false);
      void client.invalidateQueries({ queryKey: recordKeys.entity(app, entity.name) });
    }
  });
  const missing = shown.error instanceof ApiError && shown.error.status === 404;
  if (missing && !shown.data) return <NotFound />;
  if (shown.error && !shown.data) throw shown.error;
  if (!shown.data)
    return (
      <>
        <header className={page.header} />
        <div className={styles.main}>
          <SkeletonRows rows={10} height={36} />
        </div>
      </>
    );
  const onRestored = async () => {
    await client.refetchQueries({ queryKey: recordKeys.entity(app, entity.name) });
    setDeleted(false);
  };
  return <Shown entity={entity} live={live} shown={shown.data} isDeleted={deleted || missing} onRestored={onRestored} />;
}

type ShownProps = { entity: EntityMeta; live: Meta; shown: RecordData; isDeleted: boolean; onRestored: () => Promise<void> };

function Shown({ entity, live, shown, isDeleted, onRestored }: ShownProps) {
  const { language } = useApp();
  const { t } = useTranslation('record');
  const note = useRef('');
  const inPlace = useInPlace(live, entity.name, shown, { isDeleted, besides: () => (note.current.trim() ? [{ label: t('note.label'), text: note.current }] : []) });
  // What rules make of a value that is being typed shows at once, in the head as well.
  const record = useMemo(() => ({ ...shown, ...inPlace.model.stored }) as RecordData, [shown, inPlace.model]);
  const stage = useStage(entity, record);
  const context = useMemo(() => ({ entity, record, inPlace, stage, note }), [entity, record, inPlace, stage]);
  const isWide = useMedia('(min-width: 1280px)');
  const phone = usePhone();
  const tabs = useRecordTabs(entity, record, !isWide && !phone);
  useRecordKeys(context);
  const [told, setTold] = useTold();
  const fillIn = (fields: string[]) => {
    tabs.open('overview');
    const property = fields.map((name) => entity.fields.find((field) => field.name === name || field.property === name)?.property).find((one) => one && (inPlace.model.values[one] ?? null) === null);
    if (!property) return;
    requestAnimationFrame(() => {
      const place = document.querySelector(`[data-editable="${CSS.escape(property)}"]`);
      place?.scrollIntoView({ block: 'center' });
      if (place) inPlace.begin(property);
      else if (stage.next) stage.move(stage.next.to);
    });
  };
  const gone = (
    <GoneFields
      gone={[...told, ...inPlace.gone]}
      said={inPlace.ended ? t(`ended.${inPlace.ended}`) : undefined}
      onGone={(next) => {
        setTold(next.slice(0, told.length));
        inPlace.setGone(next.slice(told.length));
      }}
    />
  );
  if (inPlace.ended)
    return (
      <>
        {gone}
        <Over ended={inPlace.ended} entity={entity} record={record} onRestored={onRestored} />
      </>
    );
  return (
    <RecordProvider value={context}>
      <RecordHeader />
      {gone}
      <div className={styles.split}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
        <div className={styles.main} tabIndex={0} role="region" aria-label={titleOf(entity, record, language)}>
          {inPlace.changedBy !== null && (
            <p role="status" className={styles.live}>
              {t('live.changed', { who: inPlace.changedBy })}
            </p>
          )}
          <TitleBlock />
          <StagePath />
          <Blockers onFillIn={fillIn} />
          <ApprovalStrip />
          <RecordTabs tabs={tabs} />
          {phone && tabs.active === 'overview' && (
            <div className={styles.below}>
              <Rail />
            </div>
          )}
        </div>
        {isWide && (
          <aside className={styles.rail} aria-label={t('rail.label')}>
            <Rail />
          </aside>
        )}
      </div>
      <StageMenu />
      {inPlace.conflict && <ConflictDialog meta={inPlace.meta} conflict={inPlace.conflict} onResolve={inPlace.resolve} onClose={inPlace.dismiss} />}
    </RecordProvider>
  );
}

/** What a form could not save goes along to the page of its record, through a reload as well. */
function useTold(): [Gone[], (gone: Gone[]) => void] {
  const location = useLocation();
  const navigate = useNavigate();
  const [told, setTold] = useState<Gone[]>((location.state as { gone?: Gone[] } | null)?.gone ?? []);
  const keep = (gone: Gone[]) => {
    setTold(gone);
    if (told.length > 0) void navigate(location.pathname + location.search, { replace: true, state: { ...(location.state as object | null), gone } });
  };
  return [told, keep];
}

/** In place of a record that is no more. */
function Over({ ended, entity, record, onRestored }: { ended: Ended; entity: EntityMeta; record: RecordData; onRestored: () => Promise<void> }) {
  const { t } = useTranslation('record');
  const { name: app, text } = useApp();
  if (ended === 'deleted') return <Deleted entity={entity} record={record} onRestored={onRestored} />;
  return (
    <EmptyState title={t('withdrawn.title', { entity: text(entity.plural) })} actions={<Link to={paths.home(app)}>{t('shell:notFound.back')}</Link>}>
      {t('withdrawn.text')}
    </EmptyState>
  );
}

/** In place of a record that somebody deleted while it was looked at. */
function Deleted({ entity, record, onRestored }: { entity: EntityMeta; record: RecordData; onRestored: () => Promise<void> }) {
  const { t } = useTranslation('record');
  const { name: app, language, text } = useApp();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string | null>(null);
  const restore = () =>
    restoreRecord(app, entity.name, record.id)
      .then(onRestored)
      .catch((error: unknown) => setProblem(error instanceof ApiError ? error.message : t('unreachable')));
  return (
    <EmptyState
      title={t('deleted.title', { title: titleOf(entity, record, language) })}
      actions={
        <>
          <Button kind="primary" onClick={() => void restore()}>
            {t('deleted.restore')}
          </Button>
          <Button onClick={() => void navigate(paths.list(app, entity.name))}>{text(entity.plural)}</Button>
        </>
      }
    >
      {problem ?? t('deleted.text')}
    </EmptyState>
  );
}
