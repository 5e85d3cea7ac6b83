import { useTranslation } from '@lowcodecrm/web/i18n';
import { Chip } from '@lowcodecrm/web/ui';
import { labelOf, useDraft } from '../draft/index.ts';
import { kindOf } from './edits.ts';
import styles from './Process.module.css';
import type { Selected } from './ProcessPage.tsx';
import type { Opened } from './useProcess.ts';

/** The same as the drawing, in rows: every state and every transition is a button that opens it. */
export function ProcessTable({ opened, selected, onSelect }: { opened: Opened; selected: Selected; onSelect: (selected: Selected) => void }) {
  const { t, i18n } = useTranslation('process');
  const { store } = useDraft();
  const { process, entity } = opened;
  const fieldLabel = (name: string) => {
    const field = entity?.fields.find((one) => one.name === name);
    return field ? labelOf(store, field.value, i18n.language, name) : name;
  };
  const is = (kind: 'state' | 'transition', name: string) => selected?.kind === kind && selected.name === name;
  const content = (transition: Opened['process']['transitions'][number], kind: string) =>
    transition.clauses
      .filter((clause) => clause.kind === kind)
      .map((clause) => clause.content?.text)
      .join(', ');
  return (
    <div className={styles.tables}>
      <table className={styles.table}>
        <caption>{t('states')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('state')}</th>
            <th scope="col">{t('place')}</th>
            <th scope="col">{t('leave')}</th>
          </tr>
        </thead>
        <tbody>
          {process.states.map((state) => (
            <tr key={state.name.text} data-selected={is('state', state.name.text) || undefined}>
              <th scope="row">
                <button type="button" aria-pressed={is('state', state.name.text)} onClick={() => onSelect({ kind: 'state', name: state.name.text })}>
                  <Chip color={opened.stateColor(state.name.text)}>{opened.stateLabel(state.name.text)}</Chip>
                </button>
              </th>
              <td>{kindOf(state) === 'none' ? '' : t(kindOf(state))}</td>
              <td>
                {process.transitions
                  .filter((transition) => transition.from.some((from) => from.text === state.name.text))
                  .map((transition) => opened.transitionLabel(transition.name.text))
                  .join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <table className={styles.table}>
        <caption>{t('transitions')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('transition')}</th>
            <th scope="col">{t('from')}</th>
            <th scope="col">{t('to')}</th>
            <th scope="col">{t('guard')}</th>
            <th scope="col">{t('ask')}</th>
            <th scope="col">{t('by')}</th>
          </tr>
        </thead>
        <tbody>
          {process.transitions.map((transition) => (
            <tr key={transition.name.text} data-selected={is('transition', transition.name.text) || undefined}>
              <th scope="row">
                <button type="button" aria-pressed={is('transition', transition.name.text)} onClick={() => onSelect({ kind: 'transition', name: transition.name.text })}>
                  {opened.transitionLabel(transition.name.text)}
                </button>
              </th>
              <td>{transition.from.map((from) => opened.stateLabel(from.text)).join(', ')}</td>
              <td>{opened.stateLabel(transition.to.text)}</td>
              <td>
                <code>{content(transition, 'guard')}</code>
              </td>
              <td>{transition.clauses.flatMap((clause) => clause.fields.map((field) => fieldLabel(field.field))).join(', ')}</td>
              <td>
                <code>{content(transition, 'by')}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
