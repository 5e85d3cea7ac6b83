import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { metaKey } from '../../api/meta.ts';
import { saveProfile, useSession } from '../../api/session.ts';
import { Select, type SelectOption } from '../../ui/Select.tsx';
import { toast } from '../../ui/Toast.tsx';
import { useApp } from '../app.ts';

const OF_APP = '';

/** In which zone times are shown; without one of one's own, in the app's. */
export function TimeZoneSelect() {
  const { t, i18n } = useTranslation('settings');
  const { name, meta } = useApp();
  const { data: session } = useSession();
  const client = useQueryClient();
  const options = useMemo<SelectOption[]>(
    () => [{ value: OF_APP, label: t('timeZoneOfApp', { zone: meta.timeZone }), text: t('timeZoneOfApp', { zone: meta.timeZone }) }, ...zones(i18n.language)],
    [t, i18n.language, meta.timeZone],
  );
  const choose = async (zone: string | null) => {
    try {
      const saved = await saveProfile({ timeZone: zone || null });
      client.setQueryData(['session'], saved);
      await client.invalidateQueries({ queryKey: metaKey(name) });
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error));
    }
  };
  return <Select label={t('timeZone')} options={options} value={session?.user.timeZone ?? OF_APP} onValue={(zone) => void choose(zone)} searchable />;
}

/** All zones with how far they are from UTC now: `Asia/Tokyo (UTC+9)`. */
function zones(language: string): SelectOption[] {
  return Intl.supportedValuesOf('timeZone').map((zone) => {
    const part = (timeZoneName: 'shortOffset' | 'longGeneric') => new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName }).formatToParts().find((one) => one.type === 'timeZoneName')?.value ?? '';
    const label = `${zone} (${part('shortOffset').replace('GMT', 'UTC')})`;
    return { value: zone, label, text: label, find: part('longGeneric') };
  });
}
