import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RecordSelect } from '../list/cells/RecordSelect.tsx';
import { useApp } from '../shell/app.ts';
import { titleOf } from '../shell/titles.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Select } from '../ui/Select.tsx';
import styles from './import.module.css';
import type { Unknown } from './mends.ts';
import type { ImportSession, ImportState } from './session.ts';

/** More are mended in the file. */
const MOST = 50;
const NOTHING = '\u0000';

/** Values of the file that the app does not know: what each stands for is said here, and its rows go in. */
export function UnknownValues({ state, session }: { state: ImportState; session: ImportSession }) {
  const { t } = useTranslation('import');
  if (state.unknown.length === 0) return null;
  return (
    <section className={styles.unknown} aria-label={t('unknown.title')}>
      <div className={styles.refusedTop}>
        <div>
          <h3>{t('unknown.title')}</h3>
          <p className={styles.text}>{t('unknown.text')}</p>
        </div>
        {state.isStale && (
          <Button size="small" onClick={() => void session.check()}>
            {t('unknown.again')}
          </Button>
        )}
      </div>
      <ul className={styles.unknowns}>
        {state.unknown.slice(0, MOST).map((one) => (
          <Value key={`${one.field.name} ${one.value}`} one={one} chosen={state.mends[one.field.name]?.[one.value]} onChosen={(instead) => session.mend(one, instead)} />
        ))}
      </ul>
    </section>
  );
}

function Value({ one: { field, value, rows }, chosen, onChosen }: { one: Unknown; chosen: string | undefined; onChosen: (instead: string | null) => void }) {
  const { t } = useTranslation('import');
  const { text, entity, language } = useApp();
  const [titles, setTitles] = useState<ReadonlyMap<string, string>>(new Map());
  const label = t('unknown.instead', { field: text(field.label), value });
  const target = field.type === 'choice' ? undefined : entity(field.target ?? '$user');
  return (
    <li className={styles.unknownValue}>
      <span>
        {text(field.label)}: <b>{value}</b> <span className={styles.unknownRows}>{t('rows', { count: rows })}</span>
      </span>
      <Icon of={ArrowRight} size={14} />
      {target ? (
        <RecordSelect
          target={target.name}
          label={label}
          value={chosen ? [chosen] : []}
          titles={titles}
          onValue={(ids, records) => {
            const id = ids.at(-1) ?? null;
            const record = records.find((each) => each.id === id);
            if (record) setTitles(new Map([[record.id, titleOf(target, record, language)]]));
            onChosen(id);
          }}
        />
      ) : (
        <Select
          label={label}
          placeholder={t('unknown.choose')}
          clearable
          value={chosen === undefined ? null : chosen || NOTHING}
          onValue={(next) => onChosen(next === NOTHING ? '' : next)}
          options={[...(field.options ?? []).map((option) => ({ value: option.value, label: text(option.label) || option.value })), ...(field.required ? [] : [{ value: NOTHING, label: t('unknown.nothing') }])]}
        />
      )}
    </li>
  );
}
