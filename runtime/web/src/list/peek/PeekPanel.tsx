import { ArrowDown, ArrowUp, Maximize2, X } from 'lucide-react';
import { useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formOf, type UiElement } from '../../api/meta.ts';
import { type RecordData, useRecord } from '../../api/records.ts';
import { FieldValue } from '../../forms/FieldValue.tsx';
import { useApp } from '../../shell/app.ts';
import { paths } from '../../shell/paths.ts';
import { titleOf } from '../../shell/titles.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { EntityIcon } from '../../ui/EntityIcon.tsx';
import { canBeColumn } from '../state/columns.ts';
import { useList } from '../useList.ts';
import styles from './peek.module.css';

/** A record beside its list; the arrows of the list walk on. */
export function PeekPanel({ record, place, total, onMove, onOpen, onClose }: { record: RecordData; place: number; total: number; onMove: (by: 1 | -1) => void; onOpen: () => void; onClose: () => void }) {
  const { t } = useTranslation('list');
  const { name: app, meta, language, text } = useApp();
  const { entity } = useList();
  const fields = useMemo(() => {
    const named = new Set(formOf(meta, entity.name) ? namesIn(formOf(meta, entity.name)!.layout) : []);
    const all = entity.fields.filter((field) => canBeColumn(field) || field.type === 'richText');
    return named.size > 0 ? [...named].flatMap((name) => all.find((field) => field.name === name || field.property === name) ?? []) : all.filter((field) => field.origin !== 'system');
  }, [meta, entity]);
  const expand = fields.filter((field) => field.type === 'lookup' || field.type === 'user').map((field) => field.name);
  const full = useRecord(app, entity.name, record.id, [...new Set([...expand, ...(entity.fields.some((field) => field.name === 'owner') ? ['owner'] : [])])].join(',') || undefined);
  const panel = useRef<HTMLElement>(null);
  // Who closes it from within is back at the row.
  useLayoutEffect(
    () => () => {
      if (panel.current?.contains(document.activeElement)) document.querySelector<HTMLElement>('[role=gridcell][tabindex="0"]')?.focus();
    },
    [],
  );
  const shown = full.data?.id === record.id ? { ...full.data, ...record } : record;
  return (
    <aside ref={panel} className={styles.panel} aria-label={t('peekOf', { title: titleOf(entity, record, language) })} data-list-keys>
      <header className={styles.head}>
        <EntityIcon entity={entity} size={16} />
        <span className={styles.place}>{t('place', { place, total })}</span>
        <IconButton icon={ArrowUp} size="small" label={t('previous')} disabled={place <= 1} onClick={() => onMove(-1)} />
        <IconButton icon={ArrowDown} size="small" label={t('next')} onClick={() => onMove(1)} />
        <span className={styles.space} />
        <Button kind="text" size="small" icon={Maximize2} onClick={onOpen}>
          {t('open')}
        </Button>
        <IconButton icon={X} size="small" label={t('common:close')} keys="Esc" onClick={onClose} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys */}
      <div className={styles.body} tabIndex={0} role="group" aria-label={titleOf(entity, record, language)}>
        <h2>{titleOf(entity, record, language)}</h2>
        <dl>
          {fields
            .filter((field) => field.name !== entity.display)
            .map((field) => (
              <div key={field.name} className={styles.pair}>
                <dt>{text(field.label)}</dt>
                <dd className={field.type === 'longText' ? styles.long : undefined}>
                  {<FieldValue meta={meta} entity={entity.name} field={field} value={shown[field.property]} record={shown} hrefOf={(target, id) => paths.record(app, target, id)} />}
                </dd>
              </div>
            ))}
        </dl>
      </div>
    </aside>
  );
}

/** The fields of a layout, in its order. */
function namesIn(element: UiElement): string[] {
  const own = element.scope ? [element.scope.split('/').at(-1)!] : [];
  return [...own, ...(element.elements ?? []).flatMap(namesIn)];
}
