import { inLanguage, type UiElement } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { useApp } from '@lowcodecrm/web/shell';
import { Button, Icon, IconButton } from '@lowcodecrm/web/ui';
import { GripVertical, Plus, X } from 'lucide-react';
import { moved, useDraft } from '../../draft/index.ts';
import { Section, TextControl } from '../../parts/Settings.tsx';
import { useReorder } from '../../parts/useReorder.ts';
import { inBoth } from '../bothLanguages.ts';
import { useDesign } from '../design.ts';
import styles from '../Inspector.module.css';
import { type Path, replace } from '../layout.ts';

/** The tabs of a set: what each is called, and their order. Only an empty one is taken off. */
export function TabsSettings({ element, path }: { element: UiElement; path: Path }) {
  const { t, i18n } = useTranslation('forms');
  const { meta } = useApp();
  const { store } = useDraft();
  const { edit, layout } = useDesign();
  const tabs = element.elements ?? [];
  const put = (elements: UiElement[]) =>
    edit(
      t('changed', { what: t('elements.Categorization') }),
      replace(layout, path, (one) => ({ ...one, elements })),
    );
  const reorder = useReorder(
    tabs.length,
    (from, to) => put(moved(tabs, from, to)),
    (position) => t('data:movedTo', { position, count: tabs.length }),
  );
  const add = () => put([...tabs, { type: 'Category', label: inBoth(store, 'tab', () => ({ n: tabs.length + 1 })), elements: [] }]);
  return (
    <Section title={t('tabsOf')}>
      <ul className={styles.columns}>
        {tabs.map((tab, i) => {
          const name = typeof tab.label === 'boolean' ? '' : inLanguage(tab.label, i18n.language, meta);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a tab has no name but its place
            <li key={i} className={styles.column} {...reorder.item(i)}>
              <button type="button" className={styles.handle} {...reorder.handle(i)} aria-label={t('data:moveField', { field: name })}>
                <Icon of={GripVertical} size={14} />
              </button>
              <TextControl
                label={t('tabName', { n: i + 1 })}
                value={name}
                onValue={(text) => text && put(tabs.map((one, k) => (k === i ? { ...one, label: { ...(typeof one.label === 'object' ? one.label : {}), [i18n.language]: text } } : one)))}
              />
              <IconButton icon={X} size="small" label={t('removeTab', { what: name })} disabled={tabs.length === 1 || (tab.elements?.length ?? 0) > 0} onClick={() => put(tabs.filter((_, k) => k !== i))} />
            </li>
          );
        })}
      </ul>
      <div>
        <Button kind="text" icon={Plus} onClick={add}>
          {t('addTab')}
        </Button>
      </div>
    </Section>
  );
}
