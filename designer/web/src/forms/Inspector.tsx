import { inLanguage, type Label, type UiElement } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { useApp } from '@lowcodecrm/web/shell';
import { composing, Segmented } from '@lowcodecrm/web/ui';
import { type Ref, useState } from 'react';
import { localesOf, useDraft } from '../draft/index.ts';
import { useFieldTypes } from '../parts/fieldTypes.ts';
import { Section, TextSetting } from '../parts/Settings.tsx';
import { UsedIn } from '../parts/UsedIn.tsx';
import { useCanvas, useCanvasValue } from './canvas.ts';
import { useDesign } from './design.ts';
import type { FormDraft } from './formFiles.ts';
import styles from './Inspector.module.css';
import { BehaviourTab } from './inspect/BehaviourTab.tsx';
import { DataTab } from './inspect/DataTab.tsx';
import { DisplayTab } from './inspect/DisplayTab.tsx';
import { TabsSettings } from './inspect/TabsSettings.tsx';
import { elementAt, fieldOfElement, type Path, replace } from './layout.ts';

/** What is chosen on the canvas, to be changed. */
export function Inspector({ form, ref }: { form: FormDraft; ref: Ref<HTMLElement> }) {
  const { t } = useTranslation('forms');
  const { layout, entity } = useDesign();
  const path = useCanvasValue((state) => state.selected);
  const element = path === null ? undefined : elementAt(layout, path);
  const field = element && fieldOfElement(element);
  return (
    <aside
      ref={ref}
      className={styles.inspector}
      aria-label={t('inspector')}
      onKeyDown={(e) => {
        if (composing(e) || e.key !== 'Escape' || e.defaultPrevented || path === null || (e.target as HTMLElement).closest('dialog, [popover]')) return;
        document.querySelector<HTMLElement>(`[role=application] [data-path="${path}"]`)?.focus();
      }}
    >
      {!element || path === null ? (
        <NothingChosen form={form} />
      ) : field !== undefined ? (
        <FieldOnForm key={`${path} ${entity.fields.find((one) => one.name === field)?.id ?? field}`} element={element} path={path} field={field} />
      ) : (
        <PartOfLayout key={path} element={element} path={path} />
      )}
    </aside>
  );
}

function NothingChosen({ form }: { form: FormDraft }) {
  const { t } = useTranslation('forms');
  const { entity } = useDesign();
  return (
    <>
      <p className={styles.hint}>{t('chooseOne')}</p>
      {!form.generated && <UsedIn of={{ kind: 'form', entity: entity.name, name: form.name }} />}
    </>
  );
}

type Tab = 'display' | 'behaviour' | 'data';

function FieldOnForm({ element, path, field }: { element: UiElement; path: Path; field: string }) {
  const { t, i18n } = useTranslation('forms');
  const { entity, meta, nameOf, labelOfField } = useDesign();
  const { meta: app, text } = useApp();
  const types = useFieldTypes().data?.value;
  const canvas = useCanvas();
  const [tab, setTab] = useState<Tab>(() => (canvas.fresh === field ? 'display' : remembered));
  const own = entity.fields.find((one) => one.name === field);
  const described = meta?.fields.find((one) => one.name === field);
  const type = own?.type ?? described?.type;
  const target = app.entities.find((one) => one.name === (own?.target ?? described?.target));
  const choose = (next: Tab) => {
    remembered = next;
    setTab(next);
  };
  return (
    <>
      <header className={styles.head}>
        <h2 className="one-line" title={labelOfField(field)}>
          {nameOf(element)}
        </h2>
        <span className="one-line">
          {inLanguage(types?.find((one) => one.type === type)?.label, i18n.language) || type}
          {target && ` → ${text(target.label)}`}
        </span>
      </header>
      <Segmented label={t('inspector')} value={tab} onValue={choose} options={(['display', 'behaviour', 'data'] as const).map((key) => ({ key, label: t(`tabs.${key}`) }))} />
      <div data-body className={styles.body}>
        {tab === 'display' && <DisplayTab element={element} path={path} field={field} />}
        {tab === 'behaviour' && <BehaviourTab field={field} />}
        {tab === 'data' && <DataTab field={own} name={field} />}
      </div>
      <UsedIn of={{ entity: entity.name, field }} />
    </>
  );
}
/** The tab looked at last: somebody who goes through several fields looks at the same of each. */
let remembered: Tab = 'display';

function PartOfLayout({ element, path }: { element: UiElement; path: Path }) {
  const { t } = useTranslation('forms');
  const titled = element.type === 'Group' || element.type === 'Category' || element.type === 'Label';
  return (
    <>
      <header className={styles.head}>
        <h2 className="one-line">{t(`elements.${element.type}`, { defaultValue: element.type })}</h2>
      </header>
      <div data-body className={styles.body}>
        {titled && <Texts element={element} path={path} part={element.type === 'Label' ? 'text' : 'label'} />}
        {element.type === 'Categorization' && <TabsSettings element={element} path={path} />}
        {element.type === 'HorizontalLayout' && <p className={styles.hint}>{t('rowHint')}</p>}
      </div>
    </>
  );
}

/** A text of the layout in each language of the app. */
export function Texts({ element, path, part, title }: { element: UiElement; path: Path; part: 'label' | 'text'; title?: string }) {
  const { t } = useTranslation('forms');
  const { store } = useDraft();
  const { edit, layout, nameOf } = useDesign();
  const now = element[part];
  const texts: Label = typeof now === 'string' ? { [localesOf(store)[0]!]: now } : typeof now === 'object' && now !== null ? (now as Label) : {};
  const set = (locale: string, text: string) => {
    const next = { ...texts };
    if (text) next[locale] = text;
    else delete next[locale];
    edit(
      t('changed', { what: nameOf(element) }),
      replace(layout, path, (one) => {
        const { [part]: _, ...rest } = one;
        return (Object.keys(next).length > 0 ? { ...rest, [part]: next } : rest) as UiElement;
      }),
    );
  };
  return (
    <Section title={title ?? t(part === 'text' ? 'elements.Label' : 'heading')}>
      {localesOf(store).map((locale) => (
        <TextSetting
          key={locale}
          kind={part === 'text' ? 'area' : 'text'}
          label={t(`data:languages.${locale}`, { defaultValue: locale })}
          lang={locale}
          value={texts[locale] ?? ''}
          onValue={(text) => set(locale, text)}
        />
      ))}
    </Section>
  );
}
