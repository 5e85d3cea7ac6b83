import type { UiElement } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { Icon, IconButton, Select } from '@lowcodecrm/web/ui';
import { GripVertical, X } from 'lucide-react';
import { entityOf, labelOf, moved, useDraft } from '../../draft/index.ts';
import { Section } from '../../parts/Settings.tsx';
import { useReorder } from '../../parts/useReorder.ts';
import { useDesign } from '../design.ts';
import styles from '../Inspector.module.css';
import { controlOf, fieldOfElement } from '../layout.ts';

/** The fields of each row of a list, in their order. */
export function RowColumns({ element, field, onDetail }: { element: UiElement; field: string; onDetail: (detail: UiElement | undefined) => void }) {
  const { t, i18n } = useTranslation('forms');
  const { store } = useDraft();
  const { entity } = useDesign();
  const list = entity.fields.find((one) => one.name === field);
  const child = list?.target ? entityOf(store, list.target) : null;
  const via = list?.crm.via;
  const detail = element.options?.detail as UiElement | undefined;
  const all = (child?.fields ?? []).filter((one) => one.name !== via);
  const chosen = detail ? (detail.elements ?? []).flatMap((one) => fieldOfElement(one) ?? []) : all.map((one) => one.name);
  const put = (names: string[]) => onDetail(names.length > 0 ? { type: 'HorizontalLayout', elements: names.map((name) => detail?.elements?.find((one) => fieldOfElement(one) === name) ?? controlOf(name)) } : undefined);
  const reorder = useReorder(
    chosen.length,
    (from, to) => put(moved(chosen, from, to)),
    (position) => t('data:movedTo', { position, count: chosen.length }),
  );
  if (!child) return null;
  const nameOf = (name: string) => {
    const value = child.fields.find((one) => one.name === name)?.value;
    return value ? labelOf(store, value, i18n.language, name) : name;
  };
  const rest = all.filter((one) => !chosen.includes(one.name));
  return (
    <Section title={t('rowColumns')}>
      <ul className={styles.columns}>
        {chosen.map((name, i) => (
          <li key={name} className={styles.column} {...reorder.item(i)}>
            <button type="button" className={styles.handle} {...reorder.handle(i)} aria-label={t('data:moveField', { field: nameOf(name) })}>
              <Icon of={GripVertical} size={14} />
            </button>
            <span className="one-line">{nameOf(name)}</span>
            <IconButton icon={X} size="small" label={t('takeOffColumn', { what: nameOf(name) })} disabled={chosen.length === 1} onClick={() => put(chosen.filter((one) => one !== name))} />
          </li>
        ))}
      </ul>
      {rest.length > 0 && (
        <Select label={t('addColumn')} placeholder={t('addColumn')} value={null} onValue={(name) => name && put([...chosen, name])} options={rest.map((one) => ({ value: one.name, label: nameOf(one.name) }))} />
      )}
    </Section>
  );
}
