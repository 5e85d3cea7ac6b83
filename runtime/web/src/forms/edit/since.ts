import type { TFunction } from 'i18next';
import { formatRelative } from '../../i18n/formats.ts';

const JUST_MS = 60_000;

/** When something was, as it stands within a sentence. */
export const since = (at: number | string, language: string, t: TFunction<'form'>): string =>
  Math.abs(Date.now() - new Date(at).getTime()) < JUST_MS ? t('form:since.now') : t('form:since.ago', { when: formatRelative(at, language) });
