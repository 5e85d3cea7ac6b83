import { useTranslation } from '@lowcodecrm/web/i18n';
import type { Edits } from '../draft/index.ts';
import { change, type JsonObject, type LabelPart, localesOf, useDraft, writeLabel, writtenLabel } from '../draft/index.ts';
import { Section, TextSetting } from '../parts/Settings.tsx';

/** What a thing is called in each language, and how that is read. */
export function LabelSettings({ thing, name, within, plural }: { thing: JsonObject; name: string; within: (edits: Edits) => JsonObject; plural?: boolean }) {
  const { t } = useTranslation('data');
  const { store } = useDraft();
  const set = (locale: string, part: LabelPart) => (text: string) => change(store, t('changedLabel', { thing: name }), (edits) => writeLabel(edits, store, within(edits), locale, part, text));
  return (
    <Section title={t('labels')}>
      {localesOf(store).map((locale) => (
        <div key={locale} style={{ display: 'contents' }}>
          <TextSetting label={t(`languages.${locale}`, { defaultValue: locale })} lang={locale} value={writtenLabel(store, thing, locale) ?? ''} onValue={set(locale, 'label')} />
          {plural && locale !== 'ja' && <TextSetting label={t('plural')} lang={locale} value={writtenLabel(store, thing, locale, 'plural') ?? ''} onValue={set(locale, 'plural')} />}
          {locale === 'ja' && <TextSetting label={t('reading')} lang="ja" value={writtenLabel(store, thing, 'ja', 'reading') ?? ''} onValue={set('ja', 'reading')} />}
        </div>
      ))}
    </Section>
  );
}
