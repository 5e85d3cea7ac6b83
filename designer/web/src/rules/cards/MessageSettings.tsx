import { useTranslation } from '@lowcodecrm/web/i18n';
import { TextSetting } from '../../parts/Settings.tsx';
import { type MessagePart, unquote } from '../structure.ts';

/** What the user reads, in each of the app's languages. `{field}` in it is the field's value. */
export function MessageSettings({ message, locales, onText }: { message: MessagePart | undefined; locales: string[]; onText: (locale: string, text: string) => void }) {
  const { t, i18n } = useTranslation('rules');
  const names = new Intl.DisplayNames([i18n.language], { type: 'language' });
  return locales.map((locale) => {
    const text = message?.texts.find((one) => one.locale === locale) ?? message?.texts.find((one) => one.locale === undefined);
    return <TextSetting key={locale} kind="area" lang={locale} label={t('message', { language: names.of(locale) ?? locale })} value={text ? unquote(text.text.text) : ''} onValue={(next) => onText(locale, next)} />;
  });
}
