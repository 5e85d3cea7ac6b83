import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ApiError } from '../../api/http.ts';
import { type EntityMeta, type FieldMeta, type Option, viewsOf } from '../../api/meta.ts';
import { type RecordData, updateRecord, useRecords } from '../../api/records.ts';
import { formatDate, formatDateTime, today } from '../../i18n/formats.ts';
import { inSentence } from '../../list/inSentence.ts';
import { useApp } from '../../shell/app.ts';
import { paths } from '../../shell/paths.ts';
import { titleOf } from '../../shell/titles.ts';
import { Checkbox } from '../../ui/Input.tsx';
import { toast } from '../../ui/Toast.tsx';
import { useRecordPage } from '../context.ts';
import { type Relation, relationsOf } from '../tabs/relations.ts';
import styles from './rail.module.css';

/** What is to be done next: the open activity that is due first. Ticking it completes it. */
export function NextStep() {
  const { meta } = useApp();
  const { entity } = useRecordPage();
  const relation = relationsOf(meta, entity).activities.find((one) => openOf(one.entity));
  return relation ? <Step relation={relation} /> : null;
}

/** The choice that tells open from done: its first value is open, a value called done or completed ends it. */
function openOf(entity: EntityMeta): { field: FieldMeta; open: Option; done: Option } | null {
  for (const field of entity.fields.filter((one) => one.type === 'choice' && one.options)) {
    const done = field.options!.find((option) => /^(done|completed?|finished|closed|完了|済)/i.test(option.value) || Object.values(option.label).some((label) => /^(done|completed?|完了|済)/i.test(label)));
    const open = field.options!.find((option) => option.value === field.default) ?? field.options![0];
    if (done && open && done !== open) return { field, open, done };
  }
  return null;
}

function Step({ relation: { entity, field, at } }: { relation: Relation }) {
  const { t } = useTranslation('record');
  const { name: app, meta, language, timeZone, text } = useApp();
  const { record } = useRecordPage();
  const client = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const [ticked, setTicked] = useState<string | null>(null);
  const state = openOf(entity)!;
  const due = dueOf(meta, entity, at!);
  const params = {
    $filter: `${field.property} eq ${record.id} and ${state.field.property} eq '${state.open.value}' and ${due.property} ne null`,
    $orderby: `${due.property},id`,
    $top: 1,
    $expand: 'owner($select=id,name)',
  };
  const found = useRecords(app, entity.name, params);
  const step = found.data?.value[0];
  if (found.isPending) return null;

  const complete = async (one: RecordData) => {
    setProblem(null);
    setTicked(one.id);
    // The day it was done, where rules ask for one.
    const doneOn = entity.fields.find((each) => (each.type === 'date' || each.type === 'datetime') && /done|complet|完了/.test(each.name) && (one[each.property] ?? null) === null);
    const values = { [state.field.property]: state.done.value, ...(doneOn && { [doneOn.property]: doneOn.type === 'date' ? today(timeZone) : new Date().toISOString() }) };
    const before = { [state.field.property]: one[state.field.property], ...(doneOn && { [doneOn.property]: null }) };
    const changed = () => client.invalidateQueries({ queryKey: ['records', app] });
    try {
      await updateRecord(app, entity.name, one.id, values, one['@odata.etag']);
      await changed();
      toast(t('rail.completed', { title: titleOf(entity, one, language) }), { undo: () => void updateRecord(app, entity.name, one.id, before).then(changed) });
    } catch (error) {
      setProblem(error instanceof ApiError ? [...new Set(error.details.map((each) => each.message))].join(' ') || error.message : t('unreachable'));
    }
    setTicked(null);
  };
  const value = step && String(step[due.property]);
  const day = value && (due.type === 'date' ? value : today(timeZone, new Date(value)));
  const isLate = Boolean(day && day < today(timeZone));
  return (
    <section className={styles.section} aria-label={t('rail.next')}>
      <h2>{t('rail.next')}</h2>
      {step && value ? (
        <div className={styles.step}>
          <Checkbox checked={ticked === step.id} label={t('rail.complete', { title: titleOf(entity, step, language) })} onChecked={() => void complete(step)} />
          <div>
            <Link to={paths.record(app, entity.name, step.id)}>{titleOf(entity, step, language)}</Link>
            <p className={styles.meta}>
              <span className={isLate ? styles.late : undefined}>
                {due.type === 'date' ? formatDate(value, language) : formatDateTime(value, language, timeZone)}
                {isLate && ` ${t('rail.late')}`}
              </span>
              {(step.owner as { name?: string } | null)?.name && ` · ${(step.owner as { name: string }).name}`}
            </p>
          </div>
        </div>
      ) : (
        <p className={styles.none}>{t('rail.nothing', { entities: inSentence(text(entity.plural), language) })}</p>
      )}
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </section>
  );
}

/** The date that open ones go by: of the list view that sorts by it, else of the calendar. */
function dueOf(meta: Parameters<typeof viewsOf>[0], entity: EntityMeta, at: FieldMeta): FieldMeta {
  const view = viewsOf(meta, entity.name).find((one) => one.kind === 'list' && one.filter && one.sort[0] && !one.sort[0].startsWith('-'));
  const field = entity.fields.find((one) => one.name === view?.sort[0]);
  return field?.type === 'date' || field?.type === 'datetime' ? field : at;
}
