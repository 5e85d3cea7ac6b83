import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import { Switch } from '../ui/Input.tsx';
import { lettersOn, shown, switchLetters } from '../ui/keys.ts';
import styles from './Help.module.css';

const written = (keys: string) => keys.split(' ').map(shown).join(' ');

/** Keys in groups, each with what it does; and whether those of one letter are on. */
export function KeyboardDialog({ groups, onClose }: { groups: [string, [string, string[]][]][]; onClose: () => void }) {
  const { t } = useTranslation('shell');
  const [letters, setLetters] = useState(lettersOn);
  return (
    <Dialog title={t('keyboard.title')} size="large" onClose={onClose}>
      <div className={styles.groups}>
        {groups.map(([group, rows]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {rows.map(([what, keys]) => (
                <div key={what} className={styles.row}>
                  <dt>{what}</dt>
                  <dd>
                    {keys.map((key) => (
                      <kbd key={key}>{written(key)}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={styles.letters}>
        <Switch
          checked={letters}
          onChecked={(on) => {
            switchLetters(on);
            setLetters(on);
          }}
        >
          {t('keyboard.letters')}
        </Switch>
      </p>
    </Dialog>
  );
}
