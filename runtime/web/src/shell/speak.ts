import { saveProfile } from '../api/session.ts';
import { chooseLanguage, type Language } from '../i18n/index.ts';

/** Shown at once, and kept with the user for other devices. */
export async function speakTo(language: Language) {
  await chooseLanguage(language);
  // Where it cannot be kept with the user now, this device keeps it all the same.
  await saveProfile({ locale: language }).catch(() => undefined);
}
