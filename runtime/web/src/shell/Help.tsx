import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import { Switch } from '../ui/Input.tsx';
import { lettersOn, shown, switchLetters } from '../ui/keys.ts';
import styles from './Help.module.css';

const map: [string, [string, string[]][]][] = [
  [
    'everywhere',
    [
      ['palette', ['mod+k']],
      ['create', ['c']],
      ['home', ['g h']],
      ['inbox', ['g i']],
      ['go', ['g 1', 'g 9']],
      ['help', ['?']],
      ['close', ['Esc']],
    ],
  ],
  [
    'lists',
    [
      ['search', ['/']],
      ['rows', ['↑', '↓', 'j', 'k']],
      ['open', ['Enter']],
      ['peek', ['Space']],
      ['select', ['x']],
      ['extend', ['shift+↑', 'shift+↓']],
      ['rowMenu', ['.']],
    ],
  ],
  [
    'records',
    [
      ['edit', ['e', 'F2']],
      ['cells', ['Tab', 'shift+Tab']],
      ['save', ['mod+Enter']],
      ['undo', ['mod+z']],
      ['stage', ['m']],
      ['walk', ['[', ']']],
    ],
  ],
];

const written = (keys: string) => keys.split(' ').map(shown).join(' ');

/** The keyboard, and whether its one-letter keys are on. */
export default function Help({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('shell');
  const [letters, setLetters] = useState(lettersOn);
  return (
    <Dialog title={t('keyboard.title')} size="large" onClose={onClose}>
      <div className={styles.groups}>
        {map.map(([group, rows]) => (
          <section key={group}>
            <h3>{t(`keyboard.${group}`)}</h3>
            <dl>
              {rows.map(([what, keys]) => (
                <div key={what} className={styles.row}>
                  <dt>{t(`keyboard.${what}`)}</dt>
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
