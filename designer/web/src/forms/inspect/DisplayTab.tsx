import type { Label, UiElement } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { Segmented, Switch } from '@lowcodecrm/web/ui';
import { useEffect } from 'react';
import { LabelSettings } from '../../data/LabelSettings.tsx';
import { useRelabel } from '../../data/useRelabel.ts';
import { type EntityDraft, type FieldDraft, localesOf, useDraft } from '../../draft/index.ts';
import { Row, Section, TextSetting } from '../../parts/Settings.tsx';
import { useCanvas } from '../canvas.ts';
import { useDesign } from '../design.ts';
import { Texts } from '../Inspector.tsx';
import { type Path, replace } from '../layout.ts';
import { RowColumns } from './RowColumns.tsx';

/** How a field stands on this form, and what it is called everywhere. */
export function DisplayTab({ element, path, field }: { element: UiElement; path: Path; field: string }) {
  const { t } = useTranslation('forms');
  const { store } = useDraft();
  const { entity, edit, layout, nameOf, widthOf } = useDesign();
  const own = entity.fields.find((one) => one.name === field);
  const what = t('changed', { what: nameOf(element) });
  const option = (key: string, value: unknown) =>
    edit(
      what,
      replace(layout, path, (one) => {
        const { [key]: _, ...options } = one.options ?? {};
        const next = value === undefined ? options : { ...options, [key]: value };
        const { options: __, ...rest } = one;
        return (Object.keys(next).length > 0 ? { ...rest, options: next } : rest) as UiElement;
      }),
    );
  const help = element.options?.help;
  const helps: Label = typeof help === 'string' ? { [localesOf(store)[0]!]: help } : ((help as Label | undefined) ?? {});
  const isList = own?.type === 'childList';
  return (
    <>
      <Section title={t('tabs.display')}>
        {!isList && (
          <Row label={t('width')}>
            {() => (
              <Segmented
                label={t('width')}
                value={widthOf(element) ?? 'full'}
                onValue={(width) => option('width', width)}
                options={[
                  { key: 'third', label: '1/3' },
                  { key: 'half', label: '1/2' },
                  { key: 'full', label: t('full') },
                ]}
              />
            )}
          </Row>
        )}
        <Row label={t('showLabel')}>
          {(control) => (
            <Switch
              {...control}
              checked={element.label !== false}
              onChecked={(on) =>
                edit(
                  what,
                  replace(layout, path, ({ label: _, ...one }) => (on ? one : { ...one, label: false })),
                )
              }
            />
          )}
        </Row>
      </Section>
      {isList && <RowColumns element={element} field={field} onDetail={(detail) => option('detail', detail)} />}
      {own && <FieldLabels entity={entity} field={own} />}
      {element.label !== false && <Texts element={element} path={path} part="label" title={t('labelHere')} />}
      <Section title={t('help')}>
        {localesOf(store).map((locale) => (
          <TextSetting
            key={locale}
            label={t(`data:languages.${locale}`, { defaultValue: locale })}
            lang={locale}
            value={helps[locale] ?? ''}
            onValue={(text) => {
              const next = { ...helps, [locale]: text };
              if (!text) delete next[locale];
              option('help', Object.keys(next).length > 0 ? next : undefined);
            }}
          />
        ))}
      </Section>
    </>
  );
}

/** What the field is called everywhere; one that was just made is called something first. */
function FieldLabels({ entity, field }: { entity: EntityDraft; field: FieldDraft }) {
  const canvas = useCanvas();
  const onLabel = useRelabel(entity, field);
  const fresh = canvas.fresh === field.name;
  useEffect(() => {
    canvas.fresh = null;
  }, [canvas]);
  return <LabelSettings thing={field.value} onLabel={onLabel} now={fresh} />;
}
