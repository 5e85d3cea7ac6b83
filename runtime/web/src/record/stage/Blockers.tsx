import { CircleAlert } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldOf } from '../../api/meta.ts';
import { Floating } from '../../list/conditions/Floating.tsx';
import { clientRules } from '../../rules/index.ts';
import { useApp } from '../../shell/app.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useRecordPage } from '../context.ts';
import { Reads } from '../values/Reads.tsx';
import values from '../values/values.module.css';
import { inWords, readsOf, ruleName } from '../values/words.ts';
import styles from './stage.module.css';

/** What stands between the record and the next state of its path, in one line. */
export function Blockers({ onFillIn }: { onFillIn: (fields: string[]) => void }) {
  const { t } = useTranslation('record');
  const { stage } = useRecordPage();
  const why = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const { next } = stage;
  if (!next || next.violations.length === 0) return null;
  const messages = [...new Set(next.violations.map((one) => one.message))];
  return (
    <div className={styles.blockers} role="status">
      <Icon of={CircleAlert} size={16} />
      <p>{t('stage.blocked', { stage: stage.labelOf(next.to), why: messages.join(' ') })}</p>
      <span className={styles.ways}>
        <button type="button" onClick={() => (stage.wanted.size > 0 ? onFillIn([...stage.wanted]) : stage.move(next.to))}>
          {t('fillIn')}
        </button>
        <button ref={why} type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('why.ask')}
        </button>
      </span>
      {open && why.current && (
        <Floating
          anchor={why.current}
          align="end"
          label={t('why.ask')}
          onClose={() => {
            setOpen(false);
            why.current?.focus();
          }}
        >
          <Reasons />
        </Floating>
      )}
    </div>
  );
}

/** Each condition that fails, in words, with the values that it looks at. */
function Reasons() {
  const { t } = useTranslation('record');
  const { meta, language } = useApp();
  const { entity, stage } = useRecordPage();
  const { next, process } = stage;
  if (!next) return null;
  const rules = clientRules(meta).entities[entity.name];
  const guards = rules?.processes.find((one) => one.name === process?.name)?.transitions.find((one) => one.name === next.name)?.guards ?? [];
  return (
    <div className={values.reason} tabIndex={-1}>
      <p className={values.reasonHead}>{t('why.stage', { stage: stage.labelOf(next.to) })}</p>
      {next.violations.map((violation) => {
        const guard = guards.find((one) => one.name === violation.rule) ?? (guards.length === 1 && violation.code.includes('guard') ? guards[0] : undefined);
        const validation = rules?.validations.find((one) => one.name === violation.rule || one.name === `validate ${violation.rule}`);
        const condition = guard?.require ?? validation?.require;
        const names = condition ? [...readsOf(condition)] : violation.fields;
        return (
          <section key={violation.message + violation.rule} className={values.reason}>
            <p>{violation.message}</p>
            {condition && <p className={values.expression}>{inWords(condition, { meta, entity: entity.name, language, t })}</p>}
            <Reads fields={[...new Set(names)].flatMap((name) => fieldOf(entity, name) ?? [])} />
            {violation.rule && <p className={values.rule}>{t('why.rule', { name: ruleName(violation.rule, { meta, entity: entity.name, language, t }) })}</p>}
          </section>
        );
      })}
    </div>
  );
}
