import { ApiError, type EntityMeta, fieldOf } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { BoardPreview, ListPreview } from '@lowcodecrm/web/list';
import { useApp } from '@lowcodecrm/web/shell';
import { EmptyState, SkeletonRows } from '@lowcodecrm/web/ui';
import { useMemo } from 'react';
import { useLiveMeta } from '../forms/usePreview.ts';
import styles from './Views.module.css';
import type { ViewDraft } from './viewFiles.ts';

type Props = { entity: string; view: ViewDraft; title: string; onSort: (sort: string[]) => void; onColumns: (names: string[]) => void };

/** The view as the app draws it, on the live data, as far as these have its fields: what is only in the draft shows when it is published. */
export function ViewPreview({ entity, ...rest }: Props) {
  const { t } = useTranslation('views');
  const { name: app, meta } = useApp();
  const live = useLiveMeta(app)?.entities.find((one) => one.name === entity);
  const draft = meta.entities.find((one) => one.name === entity);
  // Fields are called and coloured as in the draft, and are those that there is data of.
  const shown = useMemo<EntityMeta | undefined>(() => live && draft && { ...draft, fields: draft.fields.filter((field) => fieldOf(live, field.name)?.type === field.type) }, [live, draft]);
  if (!shown) return live === undefined && draft ? <Waiting app={app} text={t('notLive')} /> : <EmptyState title={t('notLive')} />;
  return <Live entity={shown} {...rest} />;
}

function Waiting({ app, text }: { app: string; text: string }) {
  return useLiveMeta(app) ? <EmptyState title={text} /> : <SkeletonRows rows={12} />;
}

function Live({ entity, view, title, onSort, onColumns }: Omit<Props, 'entity'> & { entity: EntityMeta }) {
  const { t } = useTranslation('views');
  const drawn = useMemo(
    () => ({
      title,
      columns: view.columns.filter((name) => fieldOf(entity, name)),
      filter: view.filter ?? '',
      sort: view.sort.filter((one) => fieldOf(entity, one.field)).map((one) => (one.falling ? `-${one.field}` : one.field)),
      groupBy: view.groupBy,
    }),
    [view, title, entity],
  );
  return (
    <section className={styles.preview} aria-label={t('preview')}>
      {view.kind === 'kanban' ? (
        <BoardPreview entity={entity} view={drawn} empty={<EmptyState title={t('noColumns')} />} />
      ) : (
        <ListPreview
          entity={entity}
          view={drawn}
          onSort={onSort}
          onColumns={onColumns}
          empty={<EmptyState title={t('nothing')} />}
          onProblem={(error) => (
            <p className={styles.problem} role="alert">
              {error instanceof ApiError ? error.message : t('unreachable')}
            </p>
          )}
        />
      )}
    </section>
  );
}
