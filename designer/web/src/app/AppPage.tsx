import { useTranslation } from '@lowcodecrm/web/i18n';
import { Select } from '@lowcodecrm/web/ui';
import { useMemo } from 'react';
import { asArray, asText, change, type Json, localesOf, useDraft } from '../draft/index.ts';
import { Row, Section, TextSetting } from '../parts/Settings.tsx';
import styles from './App.module.css';
import { inLocale, withLocale } from './labels.ts';
import { Navigation } from './Navigation.tsx';

const appFile = 'app.json';
/** Languages that an app can be written in besides its own. */
const languages = ['en', 'ja'];

/** What holds for the whole app: its title, languages, place in the world, and its menu. */
export default function AppPage() {
  const { t, i18n } = useTranslation('app');
  const { store } = useDraft();
  const app = store.json(appFile);
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone })), []);
  const currencies = useMemo(() => {
    const names = new Intl.DisplayNames(i18n.language, { type: 'currency' });
    return Intl.supportedValuesOf('currency').map((code) => ({ value: code, label: `${code} ${names.of(code)}`, text: `${code} ${names.of(code)}` }));
  }, [i18n.language]);
  if (!app) return null;
  const locales = localesOf(store);
  const put = (values: Record<string, Json>) => change(store, t('changed'), (edits) => Object.assign(edits.json(appFile), values));
  const name = (locale: string) => t(`data:languages.${locale}`, { defaultValue: locale });
  return (
    <div className={styles.page}>
      <div className={styles.column}>
        <h1>{t('title')}</h1>
        <Section title={t('called')}>
          {locales.map((locale) => (
            <TextSetting
              key={locale}
              label={name(locale)}
              lang={locale}
              value={inLocale(app.title, locale)}
              problem={(text) => (text === '' && locales.every((one) => one === locale || !inLocale(app.title, one)) ? t('needTitle') : null)}
              onValue={(text) => put({ title: withLocale(app.title, locale, text, locales) })}
            />
          ))}
        </Section>
        <Section title={t('place')}>
          <Row label={t('locales')}>
            {(control) => (
              <Select
                {...control}
                label={t('locales')}
                multiple
                value={locales}
                onValue={(next) => next.length > 0 && put({ locales: next, ...(next.includes(locales[0]!) ? {} : { defaultLocale: next[0]! }) })}
                options={[...new Set([...languages, ...locales])].map((locale) => ({ value: locale, label: name(locale) }))}
              />
            )}
          </Row>
          <Row label={t('defaultLocale')}>
            {(control) => (
              <Select
                {...control}
                label={t('defaultLocale')}
                value={locales[0] ?? null}
                onValue={(next) => next && put({ defaultLocale: next })}
                options={locales.map((locale) => ({ value: locale, label: name(locale) }))}
              />
            )}
          </Row>
          <Row label={t('timeZone')}>{(control) => <Select {...control} label={t('timeZone')} value={asText(app.timeZone) ?? null} onValue={(next) => next && put({ timeZone: next })} options={zones} />}</Row>
          <Row label={t('currency')}>{(control) => <Select {...control} label={t('currency')} value={asText(app.currency) ?? null} onValue={(next) => next && put({ currency: next })} options={currencies} />}</Row>
          <Row label={t('calendar')}>
            {(control) => (
              <Select
                {...control}
                label={t('calendar')}
                value={asText(app.calendar) ?? 'none'}
                onValue={(next) => put({ calendar: next === 'none' ? null : next })}
                options={[
                  { value: 'jp', label: t('calendars.jp') },
                  { value: 'none', label: t('calendars.none') },
                ]}
              />
            )}
          </Row>
        </Section>
        <Navigation groups={asArray(app.navigation)} />
      </div>
    </div>
  );
}
