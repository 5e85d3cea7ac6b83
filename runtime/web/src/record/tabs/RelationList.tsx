import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type FieldMeta, fieldOf, viewsOf } from '../../api/meta.ts';
import { useRecordPages } from '../../api/records.ts';
import { CreateDialog } from '../../forms/index.ts';
import { formatNumber } from '../../i18n/formats.ts';
import { type CellContext, CellValue } from '../../list/cells/CellValue.tsx';
import { inSentence } from '../../list/inSentence.ts';
import { canBeColumn, isNumeric } from '../../list/state/columns.ts';
import { orderOf, shownOf } from '../../list/state/listQuery.ts';
import type { Walk } from '../../list/state/walk.ts';
import { useApp } from '../../shell/app.ts';
import { PartFailed } from '../../shell/PartFailed.tsx';
import { paths } from '../../shell/paths.ts';
import { titleOf } from '../../shell/titles.ts';
import { Button } from '../../ui/Button.tsx';
import { EntityIcon } from '../../ui/EntityIcon.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { toast } from '../../ui/Toast.tsx';
import { useRecordPage } from '../context.ts';
import type { Relation } from './relations.ts';
import styles from './tabs.module.css';

const PAGE = 20;
const MOST_COLUMNS = 6;

/** Records that point here by one of their lookups, as their own list shows them. */
export function RelationList({ relation: { entity, field, at }, many }: { relation: Relation; many: boolean }) {
  const { t } = useTranslation('record');
  const { name: app, meta, language, text } = useApp();
  const { record } = useRecordPage();
  const [creating, setCreating] = useState(false);
  const columns = useMemo((): FieldMeta[] => {
    const view = viewsOf(meta, entity.name).find((one) => one.kind === 'list');
    const names = view?.columns ?? entity.fields.filter((one) => one.origin !== 'system' && canBeColumn(one)).map((one) => one.name);
    const title = fieldOf(entity, entity.display);
    return [...(title ? [title] : []), ...names.flatMap((name) => fieldOf(entity, name) ?? []).filter((one) => one !== title && one !== field && canBeColumn(one))].slice(0, MOST_COLUMNS);
  }, [meta, entity, field]);
  const params = useMemo(() => {
    const sort = at ? [`-${at.name}`] : (viewsOf(meta, entity.name).find((one) => one.kind === 'list')?.sort ?? []);
    return {
      ...shownOf(
        meta,
        entity,
        columns.map((one) => one.name),
      ),
      $filter: `${field.property} eq ${record.id}`,
      $orderby: orderOf(meta, entity, sort),
    };
  }, [meta, entity, field, at, columns, record.id]);
  const pages = useRecordPages(app, entity.name, params, PAGE);
  const rows = pages.data?.pages.flatMap((page) => page.value) ?? [];
  const total = pages.data?.pages[0]?.['@odata.count'] ?? 0;
  const context: CellContext = { meta, language, yes: t('common:yes'), no: t('common:no') };
  const heading = many ? t('relatedBy', { entities: text(entity.plural), field: text(field.label) }) : text(entity.plural);
  const label = t('newOne', { entity: inSentence(text(entity.label), language) });
  const [first, ...rest] = columns;
  return (
    <section className={styles.relation} aria-label={heading}>
      <header className={styles.head}>
        <EntityIcon entity={entity} />
        <h3>{heading}</h3>
        <span className={styles.count}>{pages.data && formatNumber(total, language)}</span>
        <span className={styles.space} />
        <Button kind="text" size="small" icon={Plus} onClick={() => setCreating(true)}>
          {label}
        </Button>
      </header>
      {pages.error && !pages.data ? (
        <PartFailed error={pages.error} onRetry={() => void pages.refetch()} />
      ) : pages.isPending ? (
        <SkeletonRows rows={3} />
      ) : rows.length === 0 ? (
        <p className={styles.none}>{t('noRelated', { entities: inSentence(text(entity.plural), language) })}</p>
      ) : (
        <table className={styles.table} aria-label={heading}>
          <thead>
            <tr>
              {columns.map((one) => (
                <th key={one.name} scope="col" data-number={isNumeric(one) || undefined}>
                  {text(one.label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                {first && (
                  <td>
                    <Link
                      to={paths.record(app, entity.name, row.id)}
                      state={{
                        walk: { ids: rows.map((one) => one.id), first: 0, total, query: { $filter: params.$filter, $orderby: params.$orderby }, from: window.location.pathname + window.location.search } satisfies Walk,
                      }}
                    >
                      {titleOf(entity, row, language)}
                    </Link>
                  </td>
                )}
                {rest.map((one) => (
                  <td key={one.name} data-number={isNumeric(one) || undefined}>
                    <CellValue field={one} entity={entity.name} record={row} context={context} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {pages.hasNextPage && (
        <Button kind="text" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('moreOf', { shown: formatNumber(rows.length, language), total: formatNumber(total, language) })}
        </Button>
      )}
      {creating && (
        <CreateDialog
          meta={meta}
          entity={entity}
          given={{ [field.property]: record.id }}
          onClose={() => setCreating(false)}
          onCreated={(made) => {
            setCreating(false);
            toast(t('form:savedOne', { entity: text(entity.label), name: titleOf(entity, made, language) }));
          }}
        />
      )}
    </section>
  );
}
