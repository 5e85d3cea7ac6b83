import { CircleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon.tsx';
import { useSummary } from '../context.ts';
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
  const { t } = useTranslation('form');
  const { errors } = useSummary(model);
  const box = useRef<HTMLDivElement>(null);
  const say = (message: string | Problem) => (typeof message === 'string' ? message : t(`problem.${message.key}`, message.args));
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
            <li key={`${error.path} ${say(error.message)}`}>
              {error.path ? (
                <button type="button" onClick={() => focusField(box.current!.closest('form') ?? document, model, error.path)}>
                  {say(error.message)}
                </button>
              ) : (
                say(error.message)
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
