import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { type EntityMeta, fieldOf } from '../api/meta.ts';
import { inSentence } from '../list/inSentence.ts';
import { useApp } from '../shell/app.ts';
import styles from './import.module.css';
import type { ImportState } from './session.ts';
import { keysOf } from './targets.ts';

/** Whether rows may change records, and by what they are told. */
export function KeyChoice({ entity, state, onKey }: { entity: EntityMeta; state: ImportState; onKey: (key: string | null) => void }) {
  const { t } = useTranslation('import');
  const { text, language } = useApp();
  const name = useId();
  const known = state.preview ? keysOf(entity, state.targets) : [...entity.keys, ['id']].map((key) => key.join());
  const say = (key: string) =>
    key
      .split(',')
      .map((one) => inSentence(text(fieldOf(entity, one)?.label) || one, language))
      .join(t('separator'));
  const possible = entity.keys.map((key) => say(key.join()));
  return (
    <fieldset className={styles.keys}>
      <legend>{t('keys.title', { entities: text(entity.plural) })}</legend>
      {known.map((key) => (
        <label key={key} className={styles.choice}>
          <input type="radio" name={name} checked={state.key === key} onChange={() => onKey(key)} />
          {t('keys.by', { key: say(key) })}
        </label>
      ))}
      <label className={styles.choice}>
        <input type="radio" name={name} checked={state.key === null} onChange={() => onKey(null)} />
        {t('keys.create')}
      </label>
      {known.length === 0 && possible.length > 0 && <p className={styles.quiet}>{t('keys.none', { keys: possible.join(t('keys.or')) })}</p>}
    </fieldset>
  );
}
