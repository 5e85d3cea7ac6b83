import { useApps } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { Field, Input } from '@lowcodecrm/web/ui';
import { useEffect, useRef, useState } from 'react';
import { proposePlace } from './place.ts';

/** `apps` are the places that are taken. */
export type AppNames = { ja: string; en: string; name: string | null; apps: readonly string[] };
const noNames: AppNames = { ja: '', en: '', name: null, apps: [] };

export function useNames(): [AppNames, (names: AppNames) => void] {
  const { i18n } = useTranslation();
  const apps = useApps(i18n.language).data;
  const [names, setNames] = useState(noNames);
  return [{ ...names, apps: apps?.map((app) => app.name) ?? [] }, setNames];
}

/** A place in addresses: as typed, or from the titles. */
export const placeOf = (names: AppNames) => names.name ?? proposePlace(names.en, names.ja, names.apps);
export const isPlace = (name: string) => /^[A-Za-z][A-Za-z0-9_-]{0,59}$/.test(name);
export const titleOf = (names: AppNames) =>
  Object.fromEntries(
    [
      ['en', names.en.trim()],
      ['ja', names.ja.trim()],
    ].filter(([, text]) => text),
  );

/** What an app is called, and its place in addresses. Not focused where something above is to be looked at first. */
export function AppNameFields({ names, onNames, tried, taken, focused = true }: { names: AppNames; onNames: (names: AppNames) => void; tried: boolean; taken?: string; focused?: boolean }) {
  const { t, i18n } = useTranslation('start');
  const order = i18n.language === 'ja' ? (['ja', 'en'] as const) : (['en', 'ja'] as const);
  const place = placeOf(names);
  const own = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (taken) own.current?.focus();
  }, [taken]);
  const missing = tried && !names.ja.trim() && !names.en.trim();
  return (
    <>
      {order.map((locale, i) => (
        <Field key={locale} label={t(`appTitle.${locale}`)} required={i === 0} error={i === 0 && missing ? t('needTitle') : undefined}>
          {(control) => <Input {...control} autoFocus={focused && i === 0} lang={locale} value={names[locale]} onValue={(text) => onNames({ ...names, [locale]: text })} />}
        </Field>
      ))}
      <Field label={t('place')} required hint={t('placeHint', { place: place || '…' })} error={taken ?? ((tried || names.name !== null) && !isPlace(place) ? t('needPlace') : undefined)}>
        {(control) => <Input {...control} ref={own} spellCheck={false} value={place} onValue={(text) => onNames({ ...names, name: text.normalize('NFKC') })} />}
      </Field>
    </>
  );
}
