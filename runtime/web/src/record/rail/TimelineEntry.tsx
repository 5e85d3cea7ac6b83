import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { ArrowRight, FilePlus2, GitCommitHorizontal, type LucideIcon, MessageSquare, Pencil, Trash2, Undo2, Wand, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ApiError, send } from '../../api/http.ts';
import { entityOf, fieldOf } from '../../api/meta.ts';
import { type RecordData, recordKeys } from '../../api/records.ts';
import { formatDate, formatDateTime, formatRelative, today } from '../../i18n/formats.ts';
import { useApp } from '../../shell/app.ts';
import { paths } from '../../shell/paths.ts';
import { titleOf } from '../../shell/titles.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { entityIcon } from '../../ui/entityIcons.ts';
import { type Hue, hueOf } from '../../ui/hues.ts';
import { Icon } from '../../ui/Icon.tsx';
import { toast } from '../../ui/Toast.tsx';
import { useRecordPage } from '../context.ts';
import { PastValue, type ValueChange } from '../values/ChangedValue.tsx';
import { useCalled } from '../values/useUsers.ts';
import { ruleName } from '../values/words.ts';
import styles from './rail.module.css';

type HistoryPart = { kind: 'history'; at: string; by: string | null; version: number; change: string; changes: ValueChange[] };
type RecordPart = { kind: 'record'; at: string; entity: string; id: string; record: RecordData };
type NotePart = { kind: 'note'; at: string; id: number; by: string; by_id: string; text: string };
export type Entry = HistoryPart | RecordPart | NotePart;

const MOST = 3;

export function TimelineEntry({ entry }: { entry: Entry }) {
  if (entry.kind === 'note') return <Written entry={entry} />;
  return entry.kind === 'history' ? <Changed entry={entry} /> : <Happened entry={entry} />;
}

function Row({ icon, hue, at, children, below, tool }: { icon: LucideIcon; hue: Hue; at: string; children: ReactNode; below?: ReactNode; tool?: ReactNode }) {
  const { language, timeZone } = useApp();
  const day = at.length === 10 ? at : today(timeZone, new Date(at));
  const recent = at.length > 10 && Math.abs(Date.now() - Date.parse(at)) < 7 * 86_400_000;
  return (
    <li className={styles.entry}>
      <span className={styles.dot} style={{ color: `var(--${hue})`, backgroundColor: `var(--${hue}-bg)` }}>
        <Icon of={icon} size={12} />
      </span>
      <div className={styles.what}>
        <p>{children}</p>
        <time dateTime={at} title={at.length === 10 ? formatDate(at, language) : formatDateTime(at, language, timeZone)}>
          {recent ? formatRelative(at, language) : formatDate(day, language)}
        </time>
        {tool}
      </div>
      {below}
    </li>
  );
}

const icons: Record<string, LucideIcon> = { create: FilePlus2, update: Pencil, delete: Trash2, restore: Undo2 };

/** A change of the record itself: a step of its process, or the fields that somebody changed. */
function Changed({ entry }: { entry: HistoryPart }) {
  const { t } = useTranslation('record');
  const { meta, language, text } = useApp();
  const { entity, stage } = useRecordPage();
  const called = useCalled();
  const who = entry.by === null || entry.by === 'system' ? t('history.system') : called(entry.by);
  const step = entry.change === 'update' ? entry.changes.find((one) => one.field === stage.field?.property) : undefined;
  if (step && stage.field)
    return (
      <Row
        icon={GitCommitHorizontal}
        hue="purple"
        at={entry.at}
        below={
          <div className={styles.values}>
            <PastValue entity={entity} field={stage.field} value={step.old} />
            <Icon of={ArrowRight} size={14} label={t('history.to')} />
            <PastValue entity={entity} field={stage.field} value={step.new} />
          </div>
        }
      >
        <strong>{who}</strong> {t('timeline.stage', { field: text(stage.field.label) })}
      </Row>
    );
  const changes = entry.change === 'update' ? entry.changes.flatMap((one) => (fieldOf(entity, one.field) ? [{ ...one, meta: fieldOf(entity, one.field)! }] : [])) : [];
  const ruled = changes.length > 0 && changes.every((one) => one.rule);
  return (
    <Row
      icon={ruled ? Wand : (icons[entry.change] ?? Pencil)}
      hue="gray"
      at={entry.at}
      below={
        changes.length > 0 && (
          <>
            {changes.slice(0, MOST).map((one) => (
              <div key={one.field} className={styles.values}>
                <span className={styles.valueName}>{text(one.meta.label)}</span>
                <PastValue entity={entity} field={one.meta} value={one.old} />
                <Icon of={ArrowRight} size={14} label={t('history.to')} />
                <PastValue entity={entity} field={one.meta} value={one.new} />
                {one.rule && <span className={styles.valueName}>{t('history.rule', { name: ruleName(one.rule, { meta, entity: entity.name, language, t }) })}</span>}
              </div>
            ))}
            {changes.length > MOST && <span className={styles.values}>{t('timeline.more', { count: changes.length - MOST })}</span>}
          </>
        )
      }
    >
      <strong>{ruled ? t('timeline.automatic') : who}</strong> {t(`history.kinds.${entry.change}`, { defaultValue: t('history.kinds.update') })}
    </Row>
  );
}

/** Something that happens at a time: an activity that names this record. */
function Happened({ entry }: { entry: RecordPart }) {
  const { name: app, meta, text, language } = useApp();
  const entity = entityOf(meta, entry.entity);
  if (!entity) return null;
  const choices = entity.fields.filter((field) => field.type === 'choice' && entry.record[field.property]);
  const long = entity.fields.find((field) => field.type === 'longText' && entry.record[field.property]);
  return (
    <Row
      icon={entityIcon(entity.icon)}
      hue={hueOf(entity.color)}
      at={entry.at}
      below={
        <>
          {choices.length > 0 && (
            <div className={styles.values}>
              {choices.slice(0, 2).map((field) => {
                const option = field.options?.find((one) => one.value === entry.record[field.property]);
                return (
                  option && (
                    <Chip key={field.name} color={option.color}>
                      {text(option.label)}
                    </Chip>
                  )
                );
              })}
            </div>
          )}
          {long && <p className={styles.body}>{String(entry.record[long.property])}</p>}
        </>
      }
    >
      <Link to={paths.record(app, entity.name, entry.id)}>{titleOf(entity, entry.record, language)}</Link>
    </Row>
  );
}

/** A note: who wrote it may take it away, for a moment with a way back. */
function Written({ entry }: { entry: NotePart }) {
  const { t } = useTranslation('record');
  const { name: app, user } = useApp();
  const { entity, record } = useRecordPage();
  const client = useQueryClient();
  const path = `/api/${encodeURIComponent(app)}/${encodeURIComponent(entity.name)}/${record.id}/notes`;
  const called = useCalled();
  const key = recordKeys.one(app, entity.name, record.id);
  const changed = () => client.invalidateQueries({ queryKey: key });
  const failed = (error: unknown) => {
    toast(error instanceof ApiError ? error.message : t('unreachable'));
    void changed();
  };
  const remove = async () => {
    // Off at once: the way back lasts only some seconds, and is not to be spent on waiting.
    await client.cancelQueries({ queryKey: key });
    client.setQueriesData<InfiniteData<{ value: Entry[] }>>(
      { queryKey: [...key, 'timeline'] },
      (old) => old && { ...old, pages: old.pages.map((page) => ({ ...page, value: page.value.filter((one) => one.kind !== 'note' || one.id !== entry.id) })) },
    );
    await send(`${path}/${entry.id}`, { method: 'DELETE' }).then(() => {
      void changed();
      toast(t('note.deleted'), { undo: () => void send(path, { method: 'POST', body: { text: entry.text } }).then(changed, failed) });
    }, failed);
  };
  return (
    <Row
      icon={MessageSquare}
      hue="amber"
      at={entry.at}
      below={<p className={styles.body}>{entry.text}</p>}
      tool={(entry.by_id === user.id || user.administrator) && <IconButton icon={X} size="small" label={t('note.delete')} onClick={() => void remove()} />}
    >
      <strong>{called(entry.by)}</strong> {t('note.wrote')}
    </Row>
  );
}
