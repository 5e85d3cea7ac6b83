import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ApiError } from '../../api/http.ts';
import { createRecord, deleteRecord, type RecordData, recordKeys, restoreRecord } from '../../api/records.ts';
import { useApp } from '../../shell/app.ts';
import { paths } from '../../shell/paths.ts';
import { titleOf } from '../../shell/titles.ts';
import { toast } from '../../ui/Toast.tsx';
import { useRecordPage } from '../context.ts';

/** Deleting with a way back, and making another like it. */
export function useRecordActions() {
  const { t } = useTranslation('record');
  const { name: app, meta, language } = useApp();
  const { entity, record } = useRecordPage();
  const navigate = useNavigate();
  const client = useQueryClient();
  const changed = () => void client.invalidateQueries({ queryKey: recordKeys.entity(app, entity.name) });
  const failed = (error: unknown) => toast(error instanceof ApiError ? [...new Set(error.details.map((one) => one.message))].join(' ') || error.message : t('unreachable'));
  const title = titleOf(entity, record, language);

  const remove = async (from: string | undefined) => {
    try {
      // Left first: its own page need not say that it is gone.
      await navigate(from ?? paths.list(app, entity.name));
      await deleteRecord(app, entity.name, record.id);
      changed();
      toast(t('deleted.toast', { title }), {
        undo: () =>
          void restoreRecord(app, entity.name, record.id).then(() => {
            changed();
            void navigate(paths.record(app, entity.name, record.id));
          }, failed),
      });
    } catch (error) {
      failed(error);
      void navigate(paths.record(app, entity.name, record.id));
    }
  };

  const duplicate = async () => {
    const values = copyOf(record, entity.name);
    try {
      const made = await createRecord(app, entity.name, values, crypto.randomUUID());
      changed();
      void navigate(paths.record(app, entity.name, made.id));
      toast(t('duplicated', { title }), {
        undo: () =>
          void deleteRecord(app, entity.name, made.id).then(() => {
            changed();
            void navigate(paths.record(app, entity.name, record.id));
          }, failed),
      });
    } catch (error) {
      if (!(error instanceof ApiError)) return void failed(error);
      // What must differ is filled in on the form.
      void navigate(paths.create(app, entity.name), { state: { given: values } });
      failed(error);
    }
  };

  /** What somebody entered, without what is one record's alone: numbers, keys, files, where it stands in a process. */
  function copyOf(of: RecordData, name: string): Record<string, unknown> {
    const from = meta.entities.find((one) => one.name === name)!;
    const own = new Set([...from.keys.filter((key) => key.length === 1).map((key) => key[0]), ...(from.processes ?? []).map((process) => process.field)]);
    const copied = from.fields.filter(
      (field) =>
        field.type !== 'file' &&
        field.type !== 'image' &&
        (field.origin === 'entered' || field.name === 'owner') &&
        !field.readonly &&
        field.type !== 'autoNumber' &&
        !own.has(field.name) &&
        (of[field.property] ?? null) !== null,
    );
    return Object.fromEntries(
      copied.map((field) => {
        const value = of[field.property];
        if (field.type !== 'childList') return [field.property, value];
        const back = `${field.via}_id`;
        return [field.property, (value as RecordData[]).map((row) => Object.fromEntries(Object.entries(copyOf(row, field.target!)).filter(([property]) => property !== back && property !== 'owner_id')))];
      }),
    );
  }
  return { remove, duplicate };
}
