import { ApiError, type EntityMeta, type FieldMeta, fieldOf, type ListQuery, type Meta, type Option, useRecords } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { type CellContext, CellValue, orderOf, shownOf } from '@lowcodecrm/web/list';
import { titleOf, useApp } from '@lowcodecrm/web/shell';
import { Chip, EmptyState, SkeletonRows } from '@lowcodecrm/web/ui';
import { useMemo } from 'react';
import { useLiveMeta } from '../forms/usePreview.ts';
import styles from './Views.module.css';
import type { ViewDraft } from './viewFiles.ts';

const rows = 50;
const cards = 8;
const numeric = new Set(['integer', 'decimal', 'money', 'percent']);

/** The view on the live data, as far as these have its fields: what is only in the draft shows when it is published. */
export function ViewPreview({ entity, view }: { entity: string; view: ViewDraft }) {
  const { t } = useTranslation('views');
  const { name: app, meta } = useApp();
  const live = useLiveMeta(app);
  const of = live?.entities.find((one) => one.name === entity);
  if (!live) return <SkeletonRows rows={12} />;
  if (!of || !meta.entities.some((one) => one.name === entity)) return <EmptyState title={t('notLive')} />;
  return <Live live={live} entity={of} view={view} />;
}

function Live({ live, entity, view }: { live: Meta; entity: EntityMeta; view: ViewDraft }) {
  const { t, i18n } = useTranslation('views');
  const { name: app, meta } = useApp();
  const described = meta.entities.find((one) => one.name === entity.name)!;
  const known = useMemo(() => [...new Set([...view.columns, view.groupBy, view.start])].filter((name): name is string => name !== undefined && fieldOf(entity, name) !== undefined), [view, entity]);
  const query = {
    ...shownOf(live, entity, known),
    $orderby: orderOf(
      live,
      entity,
      view.sort.map((one) => (one.falling ? `-${one.field}` : one.field)),
    ),
    $count: true,
  };
  const asked = useRecords(app, entity.name, { ...query, filter: view.filter || undefined, $top: rows });
  const context = useMemo<CellContext>(() => ({ meta, language: i18n.language, yes: t('common:yes'), no: t('common:no') }), [meta, i18n.language, t]);
  const fields = view.columns.flatMap((name) => fieldOf(described, name) ?? []);
  const records = asked.data?.value ?? [];
  const count = asked.data?.['@odata.count'] ?? records.length;
  if (asked.error)
    return (
      <p className={styles.problem} role="alert">
        {asked.error instanceof ApiError ? asked.error.message : t('unreachable')}
      </p>
    );
  if (!asked.data) return <SkeletonRows rows={12} />;
  return (
    <>
      {view.kind === 'kanban' ? (
        <BoardPreview entity={described} view={view} fields={fields} query={query} context={context} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
        <section className={styles.scroll} tabIndex={0} aria-label={t('preview')}>
          <table className={styles.table}>
            <thead>
              <tr>
                {fields.map((field) => (
                  <th key={field.name} data-numeric={numeric.has(field.type) || undefined}>
                    {labelOf(field, context)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {records.map((record) => (
                <tr key={record.id}>
                  {fields.map((field) => (
                    <td key={field.name} data-numeric={numeric.has(field.type) || undefined}>
                      <CellValue field={field} entity={entity.name} record={record} context={context} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {records.length === 0 && <EmptyState title={t('nothing')} />}
        </section>
      )}
      <footer className={styles.foot}>{t('count', { count })}</footer>
    </>
  );
}

const labelOf = (field: FieldMeta, { language, meta }: CellContext) => field.label[language] ?? field.label[meta.defaultLocale] ?? field.name;

type BoardProps = { entity: EntityMeta; view: ViewDraft; fields: FieldMeta[]; query: ListQuery; context: CellContext };

/** Each column asked for by itself, so that none stays empty because another is long. */
function BoardPreview(props: BoardProps) {
  const { t } = useTranslation('views');
  const by = props.view.groupBy ? fieldOf(props.entity, props.view.groupBy) : undefined;
  if (!by?.options) return <EmptyState title={t('noColumns')} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
    <section className={styles.board} tabIndex={0} aria-label={t('preview')}>
      {by.options.map((option) => (
        <BoardColumn key={option.value} {...props} by={by} option={option} />
      ))}
    </section>
  );
}

function BoardColumn({ entity, view, fields, context, query, by, option }: BoardProps & { by: FieldMeta; option: Option }) {
  const { text, name: app } = useApp();
  const own = `${by.name} = ${option.value}`;
  const { data } = useRecords(app, entity.name, { ...query, filter: view.filter ? `(${view.filter}) and ${own}` : own, $top: cards });
  return (
    <section className={styles.column} aria-label={text(option.label)}>
      <h2>
        <Chip color={option.color}>{text(option.label)}</Chip>
        <span className="numbers">{data?.['@odata.count']}</span>
      </h2>
      {data?.value.map((record) => (
        <article key={record.id} className={styles.card}>
          <strong className="one-line">{titleOf(entity, record, context.language)}</strong>
          {fields
            .filter((field) => field.name !== entity.display && (record[field.property] ?? null) !== null)
            .map((field) => (
              <span key={field.name} className="one-line">
                <CellValue field={field} entity={entity.name} record={record} context={context} />
              </span>
            ))}
        </article>
      ))}
    </section>
  );
}
