import { Settings } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { type Language, languageNames, languages } from '../../i18n/index.ts';
import { chooseScheme, type SchemeChoice, useSchemeChoice } from '../../theme/index.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Switch } from '../../ui/Input.tsx';
import { lettersOn, switchLetters } from '../../ui/keys.ts';
import { Segmented } from '../../ui/Tabs.tsx';
import { densities, useDensity } from '../density.ts';
import page from '../Page.module.css';
import { speakTo } from '../speak.ts';
import { NameForm } from './NameForm.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { Row } from './Row.tsx';
import styles from './settings.module.css';
import { TimeZoneSelect } from './TimeZoneSelect.tsx';

const schemes: SchemeChoice[] = ['system', 'light', 'dark'];

/** What users set for themselves. Everything but names and passwords takes effect at once. */
export default function SettingsPage() {
  const { t, i18n } = useTranslation(['settings', 'shell']);
  const scheme = useSchemeChoice();
  const { density, isLoading, setDensity } = useDensity();
  const { hash } = useLocation();
  const [letters, setLetters] = useState(lettersOn);
  return (
    <>
      <header className={page.header}>
        <Icon of={Settings} />
        <h1>{t('title')}</h1>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keys */}
      <div className={page.scroll} tabIndex={0} role="region" aria-label={t('title')}>
        <div className={styles.body}>
          <section>
            <h2>{t('place')}</h2>
            <Row label={t('shell:language')}>
              <Segmented
                label={t('shell:language')}
                options={languages.map((one) => ({ key: one, label: <span lang={one}>{languageNames[one]}</span> }))}
                value={i18n.language as Language}
                onValue={(one) => void speakTo(one)}
              />
            </Row>
            <Row label={t('timeZone')} hint={t('timeZoneHint')}>
              <TimeZoneSelect />
            </Row>
          </section>
          <section>
            <h2>{t('look')}</h2>
            <Row label={t('shell:scheme')} hint={t('schemeHint')}>
              <Segmented label={t('shell:scheme')} options={schemes.map((one) => ({ key: one, label: t(`shell:schemes.${one}`) }))} value={scheme} onValue={chooseScheme} />
            </Row>
            <Row label={t('density')} hint={t('densityHint')}>
              <Segmented label={t('density')} options={densities.map((one) => ({ key: one, label: t(`densities.${one}`) }))} value={isLoading ? null : density} onValue={setDensity} />
            </Row>
          </section>
          <section>
            <h2>{t('keyboard')}</h2>
            <Row label={t('letters')} hint={t('lettersHint')}>
              <Switch
                label={t('letters')}
                checked={letters}
                onChecked={(on) => {
                  switchLetters(on);
                  setLetters(on);
                }}
              />
            </Row>
          </section>
          <section>
            <h2>{t('name')}</h2>
            <NameForm />
          </section>
          <section>
            <h2>{t('password')}</h2>
            <PasswordForm autoFocus={hash === '#password'} />
          </section>
        </div>
      </div>
    </>
  );
}
