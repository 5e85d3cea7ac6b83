import { CircleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../api/meta.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useErrors } from '../context.ts';
import type { RecordModel } from '../model.ts';
import type { Problem } from '../values/problem.ts';
import styles from './edit.module.css';

/** Puts the focus into a field, wherever it stands: `amount`, `lines[1]/quantity`. */
export function focusField(container: ParentNode, model: RecordModel, path: string) {
  const row = /^(\w+)\[(\d+)\]\/(.*)$/u.exec(path);
  const at = row && model.rows.get(row[1]!)?.[Number(row[2])];
  const name = row && at ? `${row[1]}-${at.key}-${row[3]}` : path.split(/[[/]/)[0]!;
  const element = [...container.querySelectorAll<HTMLElement>('[id]')].find((one) => one.closest('[data-form]') && one.id === `${one.closest<HTMLElement>('[data-form]')!.dataset.form}${name}`);
  element?.dispatchEvent(new CustomEvent('reveal', { bubbles: true }));
  element?.scrollIntoView({ block: 'center' });
  element?.focus();
}

/** Everything that keeps the record from being saved, each a way to its field. */
export function ErrorSummary({ model, failure, attempt }: { model: RecordModel; failure: string | null; attempt: number }) {
  const { t, i18n } = useTranslation('form');
  const errors = useErrors(model);
  const box = useRef<HTMLDivElement>(null);
  /** A rule's own words name what they are about; of a text that is no value only the field can be told. */
  const say = ({ path, message }: { path: string; message: string | Problem }) => {
    if (typeof message === 'string') return message;
    const field = model.field(path);
    const sentence = t(`problem.${message.key}`, message.args);
    return field ? t('atField', { field: inLanguage(field.label, i18n.language, model.meta) || field.name, sentence }) : sentence;
  };
  const total = errors.length + (failure ? 1 : 0);
  useEffect(() => {
    if (attempt > 0 && box.current) box.current.focus();
  }, [attempt]);
  if (total === 0) return null;
  return (
    <div ref={box} role="alert" tabIndex={-1} className={styles.errors}>
      <Icon of={CircleAlert} />
      <div>
        {failure && <p>{failure}</p>}
        {errors.length > 0 && <p>{t('errors')}</p>}
        <ul>
          {errors.map((error) => (
            <li key={`${error.path} ${say(error)}`}>
              {error.path ? (
                <button type="button" onClick={() => focusField(box.current!.closest('form') ?? document, model, error.path)}>
                  {say(error)}
                </button>
              ) : (
                say(error)
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
