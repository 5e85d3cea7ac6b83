import { useTranslation } from '@lowcodecrm/web/i18n';
import { useEffect, useRef } from 'react';
import type { Edits } from '../draft/index.ts';
import { change, type JsonObject, type LabelPart, localesOf, useDraft, writeLabel, writtenLabel } from '../draft/index.ts';
import { Section, TextSetting } from '../parts/Settings.tsx';
import type { OnLabel } from './relabel.ts';

type Props = { thing: JsonObject; plural?: boolean /** Whether it is to be typed at once: the thing is new. */; now?: boolean } & (
  | { name: string; within: (edits: Edits) => JsonObject; onLabel?: undefined }
  | { onLabel: OnLabel; name?: undefined; within?: undefined }
);

/** What a thing is called in each language, and how that is read. */
export function LabelSettings({ thing, name, within, plural, onLabel, now }: Props) {
  const { t, i18n } = useTranslation('data');
  const { store } = useDraft();
  const own = useRef<HTMLDivElement>(null);
  const first = useRef(now);
  useEffect(() => {
    const input = first.current ? own.current?.querySelector('input') : null;
    first.current = false;
    input?.focus();
    input?.select();
  }, []);
  const locales = localesOf(store);
  const language = locales.includes(i18n.language) ? i18n.language : locales[0];
  const set = (locale: string, part: LabelPart) => (text: string) =>
    onLabel ? onLabel(locale, part, text) : change(store, t('changedLabel', { thing: name }), (edits) => writeLabel(edits, store, within(edits), locale, part, text));
  return (
    <Section title={t('labels')}>
      {locales.map((locale) => (
        <div key={locale} ref={locale === language ? own : undefined} style={{ display: 'contents' }}>
          <TextSetting label={t(`languages.${locale}`, { defaultValue: locale })} lang={locale} value={writtenLabel(store, thing, locale) ?? ''} onValue={set(locale, 'label')} />
          {plural && locale !== 'ja' && <TextSetting label={t('plural')} lang={locale} value={writtenLabel(store, thing, locale, 'plural') ?? ''} onValue={set(locale, 'plural')} />}
          {locale === 'ja' && <TextSetting label={t('reading')} lang="ja" value={writtenLabel(store, thing, 'ja', 'reading') ?? ''} onValue={set('ja', 'reading')} />}
        </div>
      ))}
    </Section>
  );
}
